import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSchemes } from '../../src/cli/declarations.js';
import { driftedPages, schemePages, writePages } from '../../src/cli/scheme-pages.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'pages-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('the pages in docs/schemes are what the schemes say, and the gate notices where they are not', async () => {
  const pages = schemePages(await openSchemes('schemes'));
  expect(await driftedPages('docs/schemes', pages)).toEqual([]);

  await writePages(folder, pages);
  expect(await driftedPages(folder, pages)).toEqual([]);
  await writeFile(path.join(folder, 'linhai-2014.md'), '# 别的\n');
  await writeFile(path.join(folder, 'gone.md'), '# 没有这份办法\n');
  await rm(path.join(folder, 'yiwu-2022.md'));
  expect(await driftedPages(folder, pages)).toEqual(['gone.md', 'linhai-2014.md', 'yiwu-2022.md']);
  await writePages(folder, pages);
  expect(await driftedPages(folder, pages)).toEqual([]);
});
