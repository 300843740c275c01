import { readFile } from 'node:fs/promises';
import { read, utils, write } from '@e965/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { full } from '../full.js';
import { sampleServer, type TestServer } from '../graphql/hub-server.js';
import { browserInstalled } from './browser.js';
import { buildPage, dayOf, stands } from './page-day.js';

describe.skipIf(!browserInstalled || !full)('the page, as the tax bureau uses it', () => {
  let server: TestServer;
  beforeAll(async () => {
    buildPage();
    server = await sampleServer();
  });

  it('from what waits to a finding with both records, tasks out, and results back', async () => {
    const { page, wrong } = await dayOf(server, 'tax_officer');
    const main = page.getByRole('main');
    await page.getByRole('navigation').getByRole('link', { name: '土地' }).click();
    await stands(page, /^土地\s*概览$/);
    await main.getByRole('link', { name: '尚未推送的疑点' }).click();
    await stands(page, /^土地\s*疑点$/);
    const list = main.getByRole('table', { name: '土地与税源不符之处' });
    expect(Number(await list.getAttribute('aria-rowcount'))).toBeGreaterThan(100);
    await main.getByLabel('种类').selectOption('WRONG_CLASS');
    await page.waitForURL(/kind=WRONG_CLASS/);
    await list.getByRole('button', { name: '对照' }).first().click();
    await main.getByRole('heading', { name: '自然资源登记' }).waitFor();
    await main.getByText('两边不一致').first().waitFor();
    await stands(page, /^土地\s*疑点$/);

    await main.getByRole('link', { name: '任务', exact: true }).click();
    await stands(page, /^土地\s*任务$/);
    await main.getByRole('button', { name: /^推送 \d{4} 年疑点$/ }).click();
    await main.getByText(/推送的任务共 \d+ 项/).waitFor();
    const file = page.waitForEvent('download');
    await main.getByRole('button', { name: /^下载XLSX .*税务分局 339901101$/ }).click();
    const book = read(await readFile(await (await file).path()));
    const rows = utils.sheet_to_json<Record<string, string>>(book.Sheets['任务']!, { defval: '', raw: false });
    Object.assign(rows[0]!, { 结果: '不属实', 办理日期: '2026-12-01', 办理人: '一分局' });
    const filled = () => {
      utils.sheet_add_json(book.Sheets['任务']!, rows);
      return { name: '任务.xlsx', mimeType: '', buffer: write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer };
    };
    await main.locator('input[type=file]').setInputFiles(filled());
    await main
      .getByRole('alert')
      .getByText(/必须写明理由/)
      .waitFor();
    rows[0]!['理由'] = '已注销';
    await main.locator('input[type=file]').setInputFiles(filled());
    await main.getByText('任务.xlsx：共 1 条，新收 1 条').waitFor();
    await main.getByRole('row', { name: /不属实：已注销/ }).waitFor();

    await main.getByRole('link', { name: '以税节地' }).click();
    await stands(page, /^土地\s*以税节地$/);
    await page.goto(`${server.url}/land/contracts/1`);
    await stands(page, /^土地\s*出让合同$/);
    await main.getByText('本中枢尚未收取出让合同').waitFor();
    expect(wrong.filter((each) => !/400/.test(each))).toEqual([]);
  });
});
