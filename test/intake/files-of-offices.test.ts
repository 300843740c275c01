import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../cli/command-line.js';
import { freshDatabase } from '../database/fresh-database.js';
import { readFact } from './read-fact.js';

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
}

const FOLDER = 'test/intake/files-of-offices';
const kinds = JSON.parse(readFileSync(path.join(FOLDER, 'expected.json'), 'utf8')) as Record<string, readonly (readonly Expected[])[]>;

/** Kinds whose reading is not built yet. */
const NOT_YET = new Set(['workbook', 'zips', 'bounds', 'file-names', 'quotes', 'columns-absent', 'fewer-rows', 'taken-again', 'results']);

describe.each(Object.entries(kinds).filter(([kind]) => !NOT_YET.has(kind)))('files of offices: %s', (kind, steps) => {
  it('are taken as they deserve', async () => {
    const database = await freshDatabase('empty_hub');
    const { muhub } = commandLine({ DATABASE_URL: database.url });
    for (const step of steps) {
      const { out, err } = await muhub('intake', path.join(FOLDER, kind, step[0]!.file), '--json');
      const printed = JSON.parse(out || JSON.stringify(err)) as Expected[];
      expect(sorted(printed)).toEqual(sorted(step.map((each) => printedOf(each, printed))));
    }
    for (const { creditCode, year, fact, value } of steps.flat().flatMap(({ values = [] }) => values)) {
      expect({ creditCode, fact, value: await readFact(database.db, creditCode, year, fact) }).toEqual({ creditCode, fact, value });
    }
  });
});

/** Where no dataset is expected, the one that was named or none is right. */
function printedOf({ values: _, ...expected }: Expected, [first]: readonly Expected[]): Expected {
  return { ...expected, dataset: 'dataset' in expected ? expected.dataset : first?.dataset };
}

function sorted(objects: readonly Expected[]): Expected[] {
  return [...objects].sort((a, b) => `${a.dataset}`.localeCompare(`${b.dataset}`));
}
