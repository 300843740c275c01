/** Writes the page of every scheme to docs/schemes; with --check, fails where a page is not what its scheme says. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.js';

await build();
const { openSchemes } = await import('../dist/cli/declarations.js');
const { describeProblem } = await import('../dist/policy/problem.js');
const { driftedPages, schemePages, writePages } = await import('../dist/cli/scheme-pages.js');

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, 'docs', 'schemes');
const registry = await openSchemes(path.join(root, 'schemes'));
const pages = schemePages(registry);
const drifted = process.argv.includes('--check') ? await driftedPages(folder, pages) : [];

if (registry.problems.length > 0) {
  process.stderr.write(`${registry.problems.map(describeProblem).join('\n')}\n`);
  process.exitCode = 1;
} else if (drifted.length > 0) {
  process.stderr.write(`docs/schemes is not what schemes/ says (${drifted.join(', ')}): run \`npm run docs\`.\n`);
  process.exitCode = 1;
} else {
  if (!process.argv.includes('--check')) await writePages(folder, pages);
  process.stdout.write(`docs: ${pages.size} schemes\n`);
}
