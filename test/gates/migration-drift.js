/** Fails where the tables in src/ are not what the migrations in drizzle/ make. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

/**
 * The tables on which the sources and the newest migration snapshot disagree. A snapshot is made of the sources alone
 * and compared, since drizzle-kit asks questions on a terminal when it takes a change for a renaming.
 * @param {string} schema glob of table files
 * @param {string} migrations folder of migrations
 * @returns {string[]} table names
 */
export function driftedTables(schema, migrations) {
  const scratch = mkdtempSync(path.resolve('.drift-'));
  try {
    const out = path.relative(process.cwd(), scratch);
    const run = spawnSync(
      process.execPath,
      ['node_modules/drizzle-kit/bin.cjs', 'generate', '--dialect', 'postgresql', '--schema', schema, '--out', out],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    );
    if (run.status !== 0) throw new Error(`drizzle-kit failed:\n${run.stdout}${run.stderr}`);
    const sources = newestSnapshot(scratch);
    const migrated = newestSnapshot(migrations);
    const names = new Set([...Object.keys(sources), ...Object.keys(migrated)]);
    return [...names].filter((name) => !isDeepStrictEqual(sources[name], migrated[name]));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function newestSnapshot(folder) {
  const meta = path.join(folder, 'meta');
  const newest = readdirSync(meta)
    .filter((file) => file.endsWith('_snapshot.json'))
    .sort()
    .at(-1);
  return JSON.parse(readFileSync(path.join(meta, newest), 'utf8')).tables;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const drifted = driftedTables('./src/**/*table.ts', 'drizzle');
  if (drifted.length > 0) {
    process.stderr.write(`Tables changed without a migration (${drifted.join(', ')}): run \`npm run migration\`.\n`);
    process.exitCode = 1;
  } else process.stdout.write('migrations: no drift\n');
}
