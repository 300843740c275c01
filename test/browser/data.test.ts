import { readFile } from 'node:fs/promises';
import { read, utils } from '@e965/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { full } from '../full.js';
import { sampleServer, type TestServer } from '../graphql/hub-server.js';
import { browserInstalled } from './browser.js';
import { buildPage, dayOf, stands } from './page-day.js';

const HEADER = '统一社会信用代码,年度,增值税净入库（万元）,企业所得税（万元）';

describe.skipIf(!browserInstalled || !full)('the page, as a department uses it', () => {
  let server: TestServer;
  let code: string;
  const csv = (vat: string) => ({
    name: '税收_更正.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${HEADER}\n${code},2024,100,20\n${code},2023,${vat},20\n`),
  });
  beforeAll(async () => {
    buildPage();
    server = await sampleServer();
    const { rows } = await server.database.pool.query<{ code: string }>(
      `select credit_code as code from enterprise where superseded is null and industry is not null order by 1 limit 1`,
    );
    code = rows[0]!.code;
  });

  it('from a file that is only looked at to one that is taken, mended, corrected in place and taken back', async () => {
    const { page, browser, wrong } = await dayOf(server, 'department');
    const main = page.getByRole('main');
    await page.getByRole('navigation').getByRole('link', { name: '数据' }).click();
    await stands(page, '数据');
    const [before] = await waiting(main.getByText(/共 \d+ 行等待处理/).first());

    await main.locator('input[type=file]').setInputFiles(csv('也许'));
    await main.getByRole('heading', { name: '试收结果' }).waitFor();
    const issue = main
      .getByRole('table', { name: /^问题：共/ })
      .getByRole('row')
      .filter({ hasText: 'NUMBER_INVALID' });
    expect(await issue.innerText()).toMatch(/也许/);
    await main.getByText('可以接收').waitFor();
    const sheet = page.waitForEvent('download');
    await main.getByRole('button', { name: '下载问题清单XLSX' }).click();
    expect(read(await readFile(await (await sheet).path())).SheetNames.length).toBeGreaterThan(0);
    await stands(page, '数据');

    // The session ends before the file is taken: whoever signs in again goes on with it.
    await browser.clearCookies();
    await main.getByRole('button', { name: '接收', exact: true }).click();
    const again = page.getByRole('alertdialog');
    await again.getByRole('button', { name: /\bdepartment\b/ }).click();
    await again.waitFor({ state: 'detached' });
    await main.getByRole('button', { name: '接收', exact: true }).click();
    await main.getByRole('heading', { name: '接收结果' }).waitFor();
    await main.getByText('已接收', { exact: true }).first().waitFor();
    const [after] = await waiting(main.getByText(`共 ${before! + 1} 行等待处理`).first());
    expect(after).toBe(before! + 1);

    const row = main
      .getByRole('table', { name: '等待处理的行' })
      .getByRole('row')
      .filter({ hasText: '税收_更正.csv' })
      .filter({ hasText: 'NUMBER_INVALID' })
      .first();
    await row.getByRole('button', { name: '更正' }).click();
    const form = main.getByRole('form', { name: '更正这一行' });
    await form.getByLabel('理由').fill('来函更正');
    await form.getByLabel('增值税净入库').fill('仍非数字');
    await form.getByRole('button', { name: '更正并放行' }).click();
    await form
      .getByRole('alert')
      .getByText(/不是数字/)
      .first()
      .waitFor();
    expect(await form.getByLabel('理由').inputValue()).toBe('来函更正');
    await form.getByLabel('增值税净入库').fill('88.5');
    await form.getByRole('button', { name: '更正并放行' }).click();
    await main.getByText(`共 ${before} 行等待处理`).first().waitFor();

    await main.getByRole('button', { name: '撤回 税收_更正.csv' }).last().click();
    await main.getByRole('form', { name: '撤回报送' }).getByLabel('理由').fill('报错了年度');
    await main.getByRole('button', { name: '确认撤回' }).click();
    await main
      .getByText(/接收后已撤回（.*报错了年度/)
      .first()
      .waitFor();
    const template = page.waitForEvent('download');
    await main.getByRole('button', { name: '下载模板 企业税收' }).click();
    const book = read(await readFile(await (await template).path()));
    expect(utils.sheet_to_csv(book.Sheets[book.SheetNames[0]!]!)).toContain('增值税净入库');
    await stands(page, '数据');
    expect(wrong).toEqual([]);
  });
});

async function waiting(line: { innerText(): Promise<string> }): Promise<number[]> {
  return [...(await line.innerText()).matchAll(/共 ([\d,]+) 行/g)].map(([, digits]) => Number(digits!.replaceAll(',', '')));
}
