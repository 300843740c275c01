import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { full } from '../full.js';
import { sampleServer, type TestServer } from '../graphql/hub-server.js';
import { browserInstalled } from './browser.js';
import { buildPage, dayOf, stands } from './page-day.js';

const UNDER = 'scheme=example-ratio-2024&year=2024';

describe.skipIf(!browserInstalled)('the page, as a committee uses it', () => {
  let server: TestServer;
  beforeAll(async () => {
    buildPage();
    server = await sampleServer();
  });

  it('from sign-in to the file in hand: classes, list, firm, and out', async () => {
    const { page, wrong } = await dayOf(server, 'zone_committee');
    await stands(page, '总览');
    expect(new URL(page.url()).pathname).toBe('/');
    const counts = page.getByRole('table', { name: /家/ }).first();
    await counts.getByRole('columnheader', { name: 'A', exact: true }).waitFor();

    await page.getByRole('navigation').getByRole('link', { name: '企业名单' }).click();
    await stands(page, '企业名单');
    await page.goto(`${server.url}/enterprises?${UNDER}`);
    await stands(page, '企业名单');
    const list = page.getByRole('table', { name: '企业名单' });
    expect(await list.getAttribute('aria-rowcount')).toBe('278');
    await page.getByText('共 277 家').waitFor();
    expect(await list.getByRole('row').count()).toBeLessThan(60);
    await list.getByRole('button', { name: /总分/ }).click();
    await page.waitForURL(/sort=-total/);
    expect(await list.getByRole('columnheader', { name: /总分/ }).getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('searchbox').fill('博联');
    await page.waitForURL(/q=%E5%8D%9A%E8%81%94/);
    await page.getByText(/共 \d 家/).waitFor();
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载CSV' }).click();
    const saved = await readFile(await (await file).path(), 'utf8');
    expect((await file).suggestedFilename()).toBe('2024年企业名单.csv');
    expect(saved).toContain('博联金属制品有限公司');
    expect(saved.split('\r\n').length).toBeLessThan(10);

    await list.getByRole('link', { name: '博联金属制品有限公司' }).click();
    await stands(page, /^企业\s*博联金属制品有限公司/);
    const main = page.getByRole('main');
    await main.getByText(/总分 146\.53 分，在“规上” 287 家中列第 2 名，初评 A 类，因环境违法（示例四（三））由 A 类调为 B 类/).waitFor();
    const tax = main.getByRole('listitem').filter({ hasText: '亩均税收' }).first();
    expect((await tax.innerText()).replace(/\s+/g, ' ')).toMatch(/1,711\.48 万元 ÷ 34\.56 亩 = 49\.52 万元\/亩/);
    await page.goBack();
    await page.getByRole('searchbox').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('博联');

    await page.getByRole('button', { name: '退出' }).click();
    await page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
    expect(wrong).toEqual([]);
  });

  it.runIf(full)('a page that a role may not see says so, and whom to ask; the way in leads back to it', async () => {
    const { page, wrong } = await dayOf(server, 'dashboard', `/enterprises?${UNDER}`);
    await stands(page, '企业名单');
    const main = await page.getByRole('main').innerText();
    expect(main).toMatch(/无权查看/);
    expect(main).toMatch(/请向安全管理员申请/);
    expect(await page.getByRole('navigation').getByRole('link', { name: '企业名单' }).count()).toBe(0);
    expect(wrong).toEqual([]);
  });

  it.runIf(full)('says that it is reading, what failed and what to do, and goes on after a new sign-in with what was typed', async () => {
    const { page, browser } = await dayOf(server, 'evaluation_office');
    await stands(page, '总览');
    let mode: 'slow' | 'broken' | 'as it is' = 'slow';
    let release = () => undefined as void;
    await page.route('**/graphql', async (route) => {
      if (mode === 'slow') await new Promise<void>((resolve) => (release = resolve));
      if (mode === 'broken') return route.fulfill({ status: 500, body: 'x' });
      return route.continue();
    });
    await page.goto(`${server.url}/enterprises?${UNDER}`);
    await page.getByRole('status').filter({ hasText: '正在读取…' }).first().waitFor();
    mode = 'broken';
    release();
    const alert = page.getByRole('alert');
    await alert.getByText(/请稍后重试/).waitFor();
    mode = 'as it is';
    await alert.getByRole('button', { name: '重试' }).click();
    await stands(page, '企业名单');
    await page.getByRole('searchbox').fill('博');
    await browser.clearCookies();
    await page.getByLabel('年度').selectOption('2024');
    await page.getByRole('button', { name: '下载CSV' }).click();
    const again = page.getByRole('alertdialog');
    await again.getByRole('button', { name: /evaluation_office/ }).click();
    await again.waitFor({ state: 'detached' });
    expect(await page.getByRole('searchbox').inputValue()).toBe('博');
  });
});
