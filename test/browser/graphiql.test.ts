import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleServer, type TestServer } from '../graphql/hub-server.js';

const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file));

describe.skipIf(!BROWSER)('GraphiQL in a browser', () => {
  let server: TestServer;
  let profile: string;
  let browser: BrowserContext;

  beforeAll(async () => {
    server = await sampleServer();
    profile = await mkdtemp(path.join(tmpdir(), 'muhub-browser-'));
    const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
    const args = [...quiet, '--disable-background-networking', '--disable-component-update'];
    browser = await chromium.launchPersistentContext(profile, { executablePath: BROWSER, headless: true, args });
  });
  afterAll(async () => {
    await browser?.close();
    await rm(profile, { recursive: true, force: true });
  });

  it('loads from the hub alone, and answers a query with a token', async () => {
    const page = await browser.newPage();
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url())) elsewhere.push(request.url());
    });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    const token = await server.token({ role: 'tax_officer' });
    const query = encodeURIComponent('{ schemes(year: 2024) { id } }');
    await page.goto(`${server.url}/graphiql?query=${query}`);

    const run = page.getByRole('button', { name: /execute query/i });
    await run.click();
    await page.getByText('UNAUTHENTICATED').first().waitFor();

    await page.locator('.graphiql-editor-tool .monaco-editor').last().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(JSON.stringify({ Authorization: `Bearer ${token}` }));
    // The editor closed quotes and braces by itself: what it added goes.
    await page.keyboard.press('Control+Shift+End');
    await page.keyboard.press('Delete');
    await run.click();
    await page.getByText('example-ratio-2024').first().waitFor();
    if (process.env.SCREENSHOTS) await page.screenshot({ path: path.join(process.env.SCREENSHOTS, 'graphiql.png') });
    expect(elsewhere).toEqual([]);
    expect(errors).toEqual([]);
  });
});
