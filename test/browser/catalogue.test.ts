import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { KIND_WORDS } from '../../src/access/sharing-words.js';
import { sampleServer, type TestServer } from '../graphql/hub-server.js';
import { browserInstalled, openBrowser } from './browser.js';
import { full } from '../full.js';

describe.skipIf(!browserInstalled || !full)('the sharing catalogue in a browser', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await sampleServer();
  });

  it('is styled, loads from the hub alone, and leads from each department to its fields', async () => {
    const browser = await openBrowser();
    const page = await browser.newPage();
    const wrong: string[] = [];
    page.on('request', (request) => void (request.url().startsWith(server.url) || wrong.push(request.url())));
    page.on('pageerror', (error) => void wrong.push(error.message));
    page.on('console', (message) => void (message.type() === 'error' && !message.text().includes('favicon') && wrong.push(message.text())));
    await page.goto(`${server.url}/catalogue`);
    await page.getByRole('link', { name: /^税务局（\d+）$/ }).click();
    const section = page.getByRole('region', { name: '税务局' });
    const row = section.getByRole('row', { name: /^TaxRecord\.vatNet/ });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual([
      expect.stringContaining('增值税'),
      KIND_WORDS.RECORD,
      '有条件共享',
      '涉税保密',
      expect.stringContaining('税收征收管理法第八条'),
      expect.any(String),
    ]);
    expect(await row.locator('td.CONDITIONAL').evaluate((cell) => getComputedStyle(cell).color)).toBe('rgb(138, 83, 0)');
    expect(await section.getByRole('heading').evaluate((heading) => heading.getBoundingClientRect().top)).toBeLessThan(100);
    if (process.env.SCREENSHOTS) {
      await page.goto(`${server.url}/catalogue`);
      await page.screenshot({ path: path.join(process.env.SCREENSHOTS, 'catalogue.png') });
      await page.setViewportSize({ width: 390, height: 800 });
      await page.screenshot({ path: path.join(process.env.SCREENSHOTS, 'catalogue-narrow.png') });
    }
    expect(wrong).toEqual([]);
  });
});
