import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { commandLine } from '../cli/command-line.js';
import { freshDatabase } from '../database/fresh-database.js';
import { readFact } from './read-fact.js';
import { full } from '../full.js';

interface Value {
  readonly creditCode: string;
  readonly year: number | null;
  readonly fact: string;
  readonly value: string | boolean | null;
}

/** What `muhub intake --json` prints of a file and dataset, and what must be read afterwards (files-of-offices/README.md). */
interface Expected {
  readonly file: string;
  readonly dataset?: string | null;
  readonly values?: readonly Value[];
  /** Of a result file of a land-tax task: what becomes of it, and the reason as it is kept. */
  readonly results?: 'refused' | 'taken';
  readonly reason?: string;
}

const FOLDER = 'test/intake/files-of-offices';
const expected = JSON.parse(readFileSync(path.join(FOLDER, 'expected.json'), 'utf8')) as Record<string, readonly (readonly Expected[])[]>;
/** In the suite that everybody runs one in three stands for all. */
const kinds = Object.entries(expected).filter((_, at) => full || at % 3 === 0);

describe.each(kinds)('files of offices: %s', (kind, steps) => {
  it('are taken as they deserve', async () => {
    const database = await freshDatabase('empty_hub');
    const { muhub } = commandLine({ DATABASE_URL: database.url });
    for (const step of steps) {
      if (step[0]!.results) {
        await handResults(database, path.join(FOLDER, kind), step[0]!);
        continue;
      }
      const { out, err } = await muhub('intake', handedIn(path.join(FOLDER, kind), step[0]!.file), '--json');
      const printed = JSON.parse(out || JSON.stringify(err)) as Expected[];
      expect(sorted(printed)).toEqual(sorted(step.map((each) => printedOf(each, printed))));
    }
    for (const { creditCode, year, fact, value } of steps.flat().flatMap(({ values = [] }) => values)) {
      expect({ creditCode, fact, value: await readFact(database.db, creditCode, year, fact) }).toEqual({ creditCode, fact, value });
    }
  });
});

/** The file; a name that cannot be kept here is made, in a folder that is handed in as a whole. */
function handedIn(folder: string, file: string): string {
  if (!existsSync(path.join(folder, 'mk.sh'))) return path.join(folder, file);
  const made = mkdtempSync(path.join(tmpdir(), 'muhub-names-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  execFileSync('sh', [path.join(folder, 'mk.sh'), made]);
  return made;
}

/** Hands in a result of the first land-tax task, for which the file says ID. */
async function handResults(database: Database, folder: string, { file, results, reason }: Expected): Promise<void> {
  const { muhub, printed } = commandLine({ DATABASE_URL: database.url });
  const out = mkdtempSync(path.join(tmpdir(), 'muhub-results-'));
  try {
    await printed('landtax', 'push', '--year', '2024', '--date', '2026-12-01', '--out', out);
    const { rows } = await database.pool.query<{ id: string }>('select finding_id as id from land_tax_task order by finding_id limit 1');
    const { id } = rows[0]!;
    const handed = path.join(out, file);
    writeFileSync(handed, readFileSync(path.join(folder, file), 'latin1').replaceAll('"ID"', `"${id}"`), 'latin1');
    const { status, err } = await muhub('landtax', 'results', handed);
    expect({ file, results: status === 0 ? 'taken' : 'refused' }).toEqual({ file, results });
    if (results === 'refused') expect(err).toContain(id);
    const kept = await database.pool.query('select reason from land_tax_result');
    expect(kept.rows).toEqual(results === 'taken' ? [{ reason }] : []);
  } finally {
    rmSync(out, { recursive: true });
  }
}

/** Where no dataset is expected, the one that was named or none is right. */
function printedOf({ values: _, ...expected }: Expected, [first]: readonly Expected[]): Expected {
  return { ...expected, dataset: 'dataset' in expected ? expected.dataset : first?.dataset };
}

function sorted(objects: readonly Expected[]): Expected[] {
  const key = ({ dataset, file }: Expected) => `${dataset} ${file}`;
  return [...objects].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
