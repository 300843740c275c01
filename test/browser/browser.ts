import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { onTestFinished } from 'vitest';

const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file));

/** Whether there is a browser on this machine. */
export const browserInstalled = BROWSER !== undefined;

/** A browser that asks nothing of anybody by itself, with a profile of its own, for one test. */
export async function openBrowser(): Promise<BrowserContext> {
  const profile = await mkdtemp(path.join(tmpdir(), 'muhub-browser-'));
  const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
  const args = [...quiet, '--disable-background-networking', '--disable-component-update'];
  const browser = await chromium.launchPersistentContext(profile, { executablePath: BROWSER, headless: true, args });
  onTestFinished(async () => {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  });
  return browser;
}
