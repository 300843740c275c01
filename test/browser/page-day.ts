import { execFileSync } from 'node:child_process';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { full } from '../full.js';
import type { TestServer } from '../graphql/hub-server.js';
import { violations } from './axe.js';
import { openBrowser } from './browser.js';

/** Builds the page as a start would; quick where nothing changed. */
export function buildPage(): void {
  execFileSync(process.execPath, ['bin/build.js'], { stdio: 'ignore' });
}

/** Somebody's day at the page: what went wrong behind it is kept. */
export interface Day {
  readonly browser: BrowserContext;
  readonly page: Page;
  /** Requests elsewhere, errors of scripts and of the console. */
  readonly wrong: string[];
}

/** Opens the page, and signs in as a role of the sample by a click. */
export async function dayOf(server: TestServer, role: string, address = '/sign-in'): Promise<Day> {
  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.setViewportSize({ width: 1366, height: 768 });
  const wrong: string[] = [];
  page.on(
    'request',
    (request) => void (/^(data|blob):/.test(request.url()) || request.url().startsWith(server.url) || wrong.push(request.url())),
  );
  page.on('pageerror', (error) => void wrong.push(error.message));
  // Browsers write down every answer that says nobody is signed in.
  page.on('console', (message) => void (message.type() === 'error' && !/401/.test(message.text()) && wrong.push(message.text())));
  await page.goto(`${server.url}${address}`);
  await page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(`\\b${role}\\b`) })
    .click();
  await page.getByRole('button', { name: '退出' }).waitFor();
  return { browser, page, wrong };
}

/** The page is read to its end, is called what it should be, and breaks no rule of accessibility. */
export async function stands(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.waitForFunction(() => document.querySelector('main table, main [role=alert], main p') !== null);
  await page.waitForFunction(() => ![...document.querySelectorAll('[role=status]')].some(({ textContent }) => textContent === '正在读取…'));
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  // Looking through a page takes seconds: every page, in the full suite.
  if (full) expect(await violations(page)).toEqual([]);
}
