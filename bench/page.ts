/**
 * What the page costs a browser whose processor is slowed four times: bytes before anything is shown, first content,
 * until the list can be used, and filtering it at 10,000 rows (the sample's rows again and again). Prints a line each with
 * the budget that WEB.md sets, and what does not depend on who else uses the machine: requests, and the main thread's own time.
 *
 *     node run.js page
 */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { median } from './median.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file));
const SLOWED = 4;
const ROWS = 10_000;
const rounds = Number(process.argv[2] ?? 5);
const dataDir = mkdtempSync(path.join(tmpdir(), 'muhub-page-'));
chmodSync(dataDir, 0o755);
const hub = spawn(process.execPath, [path.join(ROOT, 'bin/muhub.js'), 'start'], {
  env: { PATH: process.env.PATH, MUHUB_DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = new Promise((resolve) => hub.once('exit', resolve));
let said = '';
for await (const chunk of hub.stdout) {
  said += String(chunk);
  if (/system_admin +\S+\n/.test(said)) break;
}
const url = /http\S+(?=\/graphql)/.exec(said)![0];
const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });

try {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const signIn = await context.newPage();
  await signIn.goto(`${url}/sign-in`);
  await signIn.getByRole('button', { name: /\bevaluation_office\b/ }).click();
  await signIn.getByRole('button', { name: '退出' }).waitFor();
  await signIn.close();
  const [paints, uses, filters, requests, busy]: number[][] = [[], [], [], [], []];
  for (let round = 0; round < rounds; round += 1) {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    let asked = 0;
    page.on('request', (request) => void (request.url().startsWith('http') && (asked += 1)));
    // Noted by the page itself: looking from outside takes the slowed processor's time.
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('main table tbody td')) return;
        performance.mark('usable');
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(`${url}/enterprises`, { waitUntil: 'commit' });
    await page.waitForFunction(() => performance.getEntriesByName('usable').length > 0, undefined, { polling: 500 });
    uses!.push(await page.evaluate(() => performance.getEntriesByName('usable')[0]!.startTime));
    requests!.push(asked);
    const { metrics } = await cdp.send('Performance.getMetrics');
    busy!.push(1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value);
    paints!.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]!.startTime));
    await page.close();
    filters!.push(await filtering());
  }
  const first = Number(readFileSync(path.join(ROOT, 'dist/web/first-load'), 'utf8'));
  console.log(`first load ${(first / 1024).toFixed(1)} KiB compressed (budget 200 KiB)`);
  console.log(`first content ${Math.round(median(paints!))} ms (budget 1000 ms), processor slowed ${SLOWED} times`);
  console.log(`list can be used ${Math.round(median(uses!))} ms (budget 2000 ms), processor slowed ${SLOWED} times`);
  console.log(`  of it ${median(requests!)} requests, ${Math.round(median(busy!))} ms of the page's own thread`);
  console.log(`filter ${ROWS} rows ${Math.round(median(filters!))} ms (budget 100 ms)`);

  /** From a letter typed to the count that it leaves. */
  async function filtering(): Promise<number> {
    const page = await context.newPage();
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as {
        data?: { assessment?: { grades?: { nodes: { enterprise: object }[]; pageInfo: object } } };
      };
      const grades = answer.data?.assessment?.grades;
      if (grades) {
        const { nodes } = grades;
        grades.nodes = Array.from({ length: ROWS }, (_, n) => {
          const its = nodes[n % nodes.length]!;
          return { ...its, enterprise: { ...its.enterprise, creditCode: `91${String(n).padStart(16, '0')}` } };
        });
        grades.pageInfo = { hasNextPage: false, endCursor: null };
      }
      return route.fulfill({ response, json: answer });
    });
    await page.goto(`${url}/enterprises`);
    await page.getByText('共 10,000 家').waitFor();
    const took = await page.evaluate(async () => {
      const input = document.querySelector<HTMLInputElement>('input[type=search]')!;
      const shown = () => document.querySelector('main [role=status]')?.textContent ?? '';
      const before = shown();
      const from = performance.now();
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, '公司');
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve));
      for (let n = 0; shown() === before && n < 200; n += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
      return performance.now() - from;
    });
    await page.close();
    return took;
  }
} finally {
  await browser.close();
  hub.kill('SIGINT');
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
}
