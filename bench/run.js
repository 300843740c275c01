/**
 * Runs a bench in plain Node, on the hub put into few files as `bin/build.js` puts it. Under a loader that reads TypeScript,
 * loops over typed arrays took a third longer from the first CommonJS package on that was imported through it.
 *
 *     node run.js NAME [what the bench takes]
 */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { BUNDLED } from '../bin/build.js';

const here = import.meta.dirname;
const outdir = path.join(here, 'dist');
const [name] = process.argv.splice(2, 1);

/** What the bench itself asks of packages is its own, and stays outside; what the hub asks of them goes with the hub. */
const peers = {
  name: 'peers',
  setup({ onResolve }) {
    onResolve({ filter: /^[^.]/ }, ({ importer }) => (path.dirname(importer) === here ? { external: true } : undefined));
  },
};

rmSync(outdir, { recursive: true, force: true });
await build({
  ...BUNDLED,
  entryPoints: [`${name}.ts`, 'memory.ts', ...readdirSync(here).filter((file) => file.startsWith(`${name}-`))].map((file) =>
    path.join(here, file),
  ),
  outdir,
  plugins: [peers],
});
await import(path.join(outdir, `${name}.js`));
