/**
 * Runs a bench on what the hub runs: dist/, in plain Node. Under a loader that reads TypeScript, loops over typed arrays
 * took a third longer from the first CommonJS package on that was imported through it.
 *
 *     node run.js NAME [what the bench takes]
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { build as buildHub } from '../bin/build.js';

const here = import.meta.dirname;
const source = fileURLToPath(new URL('../src/', import.meta.url));
const outdir = path.join(here, 'dist');
const [name] = process.argv.splice(2, 1);

/** The hub's own modules are left out of the bundle: they find their files by where they stand. */
const hub = {
  name: 'hub',
  setup({ onResolve }) {
    onResolve({ filter: /^\..*\.js$/ }, ({ path: asked, resolveDir }) => {
      const file = path.resolve(resolveDir, asked);
      if (!file.startsWith(source)) return undefined;
      return { path: path.relative(outdir, path.join(here, '../dist', path.relative(source, file))), external: true };
    });
  },
};

await buildHub();
await build({
  entryPoints: [`${name}.ts`, 'memory.ts', ...readdirSync(here).filter((file) => file.startsWith(`${name}-`))].map((file) =>
    path.join(here, file),
  ),
  outdir,
  bundle: true,
  packages: 'external',
  plugins: [hub],
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
});
await import(path.join(outdir, `${name}.js`));
