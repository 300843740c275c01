import { beforeAll, describe, expect, it } from 'vitest';
import { sampleServer, type TestServer } from '../graphql/hub-server.js';
import { browserInstalled } from './browser.js';
import { buildPage, dayOf, stands } from './page-day.js';
import { full } from '../full.js';

describe.skipIf(!browserInstalled || !full)('what is watched rather than worked with', () => {
  let server: TestServer;
  beforeAll(async () => {
    buildPage();
    server = await sampleServer();
  });

  it('大屏: counts with their source, nothing beside the screen of 1920×1080 nor of 1366×768', async () => {
    const { page, wrong } = await dayOf(server, 'dashboard');
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.goto(`${server.url}/wall`);
    await stands(page, '大屏');
    const main = page.getByRole('main');
    for (const panel of ['类别', '分园区', '分镇街', '分行业组']) {
      const text = await main.getByRole('region', { name: panel, exact: true }).innerText();
      expect([panel, text]).toEqual([panel, expect.stringMatching(/来源：.*数据版本 \d+，\d{4}\/\d+\/\d+ [\d:]+ 读取/)]);
    }
    const big = main.getByRole('table', { name: /已评价企业/ });
    const counts = (await big.getByRole('row').nth(1).getByRole('cell').allInnerTexts()).map((each) => Number(each.replace(',', '')));
    const all = Number(/已评价企业 ([\d,]+) 家/.exec((await big.innerText()).replace(/\s+/g, ' '))![1]!.replace(',', ''));
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(all);
    for (const [width, height] of [
      [1920, 1080],
      [1366, 768],
    ] as const) {
      await page.setViewportSize({ width, height });
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }
    expect(wrong).toEqual([]);
  });

  it('运行: state, what was received, chain heads, and every link reckoned again on request', async () => {
    const { page, wrong } = await dayOf(server, 'system_admin');
    await page.goto(`${server.url}/operations`);
    await stands(page, '运行');
    const main = page.getByRole('main');
    expect(await main.getByRole('region', { name: '中枢' }).innerText()).toMatch(/数据版本\s+\d+/);
    await main
      .getByRole('table', { name: /各数据集，共 \d+ 行/ })
      .getByText('tax.payments')
      .waitFor();
    expect(
      await main
        .getByRole('table', { name: /审计链的链头/ })
        .getByRole('row')
        .count(),
    ).toBeGreaterThan(5);
    await main.getByRole('button', { name: '逐条核验' }).click();
    await main.getByText(/已逐条重算 [\d,]+ 条，\d+ 条链完好/).waitFor();
    expect(wrong).toEqual([]);
  });
});
