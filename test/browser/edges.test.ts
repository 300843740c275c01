import { readFile } from 'node:fs/promises';
import type { Page, Route } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { full } from '../full.js';
import { sampleServer, type TestServer } from '../graphql/hub-server.js';
import { violations } from './axe.js';
import { browserInstalled } from './browser.js';
import { buildPage, dayOf, stands } from './page-day.js';

const UNDER = 'scheme=example-ratio-2024&year=2024';
const ROWS = 10_000;
const MARKUP = '<img src=x onerror="document.title=1">&amp;有限公司';
const LONG =
  '浙江省某某县经济技术开发区高端装备制造与新材料研究开发应用推广示范中心（有限合伙）第一分公司暨进出口贸易营业部甲乙丙丁戊己'.slice(0, 60);

describe.skipIf(!browserInstalled || !full)('the page at its edges', () => {
  let server: TestServer;
  beforeAll(async () => {
    buildPage();
    server = await sampleServer();
  });

  it('10,000 rows and none, names with markup and of 60 characters, negative totals; kept in the address, by keyboard, at 200 %', async () => {
    const { page, wrong } = await dayOf(server, 'evaluation_office');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.route('**/graphql', multiplied);
    await page.goto(`${server.url}/enterprises?${UNDER}&sort=total&off=initial,zone`);
    const list = page.getByRole('table', { name: '企业名单' });
    await page.getByText('共 10,000 家').waitFor();
    expect(await list.getAttribute('aria-rowcount')).toBe(String(ROWS + 1));
    expect(await list.getByRole('row').count()).toBeLessThan(60);
    expect(await list.getByRole('columnheader', { name: '园区' }).count()).toBe(0);
    // The least total first: a negative one, with the sign of print.
    const first = list.getByRole('row').nth(1);
    expect(await first.getByRole('rowheader').innerText()).toBe(MARKUP);
    expect(await first.innerText()).toContain('−12.50');
    expect(await page.title()).toBe('亩均中枢');

    // By the keyboard alone: search, sort, open, and back to the same view.
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('营业部');
    await page.getByText(/^共 1 家（全部 10,000 家中）/).waitFor();
    expect(await list.getByRole('rowheader').innerText()).toBe(LONG);
    await list.getByRole('columnheader', { name: /名次/ }).getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/sort=rank/);
    const view = page.url();
    await page.keyboard.press('ControlOrMeta+a');
    await list.getByRole('link').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^企业/ }).waitFor();
    await page.goBack();
    await page.getByText(/^共 1 家/).waitFor();
    expect(page.url()).toBe(view);

    // As an eye sees 1366 pixels at 200 %: nothing is cut off, but tables scroll within themselves.
    await page.setViewportSize({ width: 683, height: 384 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.getByRole('searchbox').fill('没有这样的企业');
    await page.getByText('没有符合条件的企业').waitFor();
    await page.getByText(/^共 0 家（全部 10,000 家中）/).waitFor();
    expect(await movement(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    expect(wrong).toEqual([]);
  });

  it('试算 in two tabs: the other one signs out in the middle, and nothing that was typed is lost; scheme taken away as words', async () => {
    const { page, browser, wrong } = await dayOf(server, 'evaluation_office');
    await stands(page, '总览');
    await page
      .getByRole('region', { name: '等我办理' })
      .getByText(/授权申请待答复/)
      .waitFor();
    await page.goto(`${server.url}/what-if?${UNDER}`);
    await stands(page, '试算');
    await page.getByLabel('规上 亩均税收 权重', { exact: true }).fill('40');
    await page.getByText('家类别变动').waitFor();
    const other = await browser.newPage();
    await other.goto(`${server.url}/`);
    await other.getByRole('button', { name: '退出' }).click();
    await other.getByRole('heading', { level: 1, name: '登录' }).waitFor();
    await other.close();
    await page.getByText('基准值', { exact: true }).first().click();
    const benchmark = page.getByLabel('规上 亩均税收 基准值', { exact: true });
    expect(Number(await benchmark.getAttribute('placeholder'))).toBeGreaterThan(0);
    await benchmark.fill('20');
    const again = page.getByRole('alertdialog');
    await again.getByRole('button', { name: /evaluation_office/ }).click();
    await again.waitFor({ state: 'detached' });
    // What was refused meanwhile is asked again.
    await page.getByText('家类别变动').waitFor();
    expect(await benchmark.inputValue()).toBe('20');
    expect(await page.getByLabel('规上 亩均税收 权重', { exact: true }).inputValue()).toBe('40');

    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载说明' }).click();
    const words = await readFile(await (await file).path(), 'utf8');
    expect(words).toContain('亩均税收权重：40 分（原为35 分）');
    expect(words).toContain('亩均税收基准值：20（原为按数据计算）');
    await page.getByLabel('比较对象').selectOption('example-minmax-2024:2024');
    await page.getByRole('table', { name: /类别去向（家）/ }).waitFor();
    expect(page.url()).toContain('against=example-minmax-2024');
    expect(await violations(page)).toEqual([]);
    expect(wrong).toEqual([]);
  });
});

/** The list of the sample again and again, with what is hard to show among it. */
async function multiplied(route: Route): Promise<void> {
  const response = await route.fetch();
  const answer = (await response.json()) as {
    data?: { assessment?: { grades?: { nodes: { enterprise: object; total: string }[]; pageInfo: object } } };
  };
  const grades = answer.data?.assessment?.grades;
  if (grades) {
    const { nodes } = grades;
    const hard = [
      { name: MARKUP, total: '-12.5' },
      { name: LONG, total: '0' },
    ];
    grades.nodes = Array.from({ length: ROWS }, (_, n) => {
      const its = nodes[n % nodes.length]!;
      const { name, total } = { ...its.enterprise, total: its.total, ...hard[n] } as { name: string; total: string };
      const code = n < hard.length ? {} : { creditCode: `91${String(n).padStart(16, '0')}` };
      return { ...its, total, enterprise: { ...its.enterprise, ...code, name } };
    });
    grades.pageInfo = { hasNextPage: false, endCursor: null };
  }
  await route.fulfill({ response, json: answer });
}

/** What moves on a page whose viewer asked for less of it. */
function movement(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => document.getAnimations().map((each) => String(each.id)));
}
