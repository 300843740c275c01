import { readFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { commandLine } from '../cli/command-line.js';
import { sampleServer } from '../graphql/hub-server.js';
import { violations } from './axe.js';
import { browserInstalled, openBrowser } from './browser.js';
import { buildPage, stands } from './page-day.js';
import { full } from '../full.js';

it.skipIf(!browserInstalled || !full)('what is public is looked up and taken away without signing in', async () => {
  buildPage();
  const server = await sampleServer({ mode: 'serve', servesPublic: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'muhub-public-'));
  const { printed } = commandLine({ DATABASE_URL: server.database.url, MUHUB_DATA_DIR: folder });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(server.url)) elsewhere.push(request.url());
    });
    await page.goto(`${server.url}/public`);
    await page.getByText('目前没有公示或公布的评价结果。').waitFor();

    await printed('publish', '--scheme', 'example-ratio-2024', '--year', '2024', '--document', '示政公告〔2025〕1号');
    await page.reload();
    await stands(page, '公示');
    await page.getByText('共 872 家').waitFor();
    await page.getByRole('searchbox').fill('913399011EFA80BJ4T');
    await page.getByText('共 1 家').waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('913399011EFA80BJ4T');
    const row = page.getByRole('row').filter({ hasText: '913399011EFA80BJ4T' });
    expect(await row.getByRole('cell', { name: 'B', exact: true }).count()).toBe(1);
    await row.getByText('示政公告〔2025〕1号').waitFor();
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载CSV' }).click();
    expect(await readFile(await (await file).path(), 'utf8')).toContain('913399011EFA80BJ4T');
    expect(await violations(page)).toEqual([]);
    expect(elsewhere).toEqual([]);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
});
