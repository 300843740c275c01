import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

const AXE = readFileSync(path.resolve('node_modules/axe-core/axe.min.js'), 'utf8');

interface Result {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What axe-core finds wrong with a page: the rule, and the elements that break it. */
export async function violations(page: Page): Promise<readonly string[]> {
  // As the browser runs it: no policy of the page's keeps the test's own script out.
  const { violations: found } = (await page.evaluate(`${AXE};axe.run()`)) as Result;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}
