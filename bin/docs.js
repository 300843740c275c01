/**
 * Writes the page of every scheme to docs/schemes and that of the datasets to docs/formats; with --check, fails where a
 * page is not what its scheme, or what the declarations of the datasets, say.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.js';

const built = pathToFileURL(path.join(await build(), 'docs.js')).href;
const { describeProblem, driftedPages, handoverPage, openSchemes, schemePages, writePages } = await import(built);

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, 'docs', 'schemes');
const registry = await openSchemes(path.join(root, 'schemes'));
const pages = schemePages(registry);
const checking = process.argv.includes('--check');
const drifted = checking ? await driftedPages(folder, pages) : [];
const handover = path.join(root, 'docs', 'formats', 'handover.md');
const stale = checking && (await readFile(handover, 'utf8').catch(() => '')) !== handoverPage();

if (registry.problems.length > 0) {
  process.stderr.write(`${registry.problems.map(describeProblem).join('\n')}\n`);
  process.exitCode = 1;
} else if (drifted.length > 0) {
  process.stderr.write(`docs/schemes is not what schemes/ says (${drifted.join(', ')}): run \`npm run docs\`.\n`);
  process.exitCode = 1;
} else if (stale) {
  process.stderr.write('docs/formats/handover.md is not what the datasets are declared as: run `npm run docs`.\n');
  process.exitCode = 1;
} else {
  if (!checking) {
    await writePages(folder, pages);
    await mkdir(path.dirname(handover), { recursive: true });
    await writeFile(handover, handoverPage());
  }
  process.stdout.write(`docs: ${pages.size} schemes, the datasets\n`);
}
