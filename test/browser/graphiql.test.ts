import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleServer, type TestServer } from '../graphql/hub-server.js';
import { browserInstalled, openBrowser } from './browser.js';
import { full } from '../full.js';

describe.skipIf(!browserInstalled || !full)('GraphiQL in a browser', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await sampleServer();
  });

  it('loads from the hub alone, and answers a query with a token', async () => {
    const browser = await openBrowser();
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
