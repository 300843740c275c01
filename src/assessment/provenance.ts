import type { Db } from '../db/db.js';
import type { HandedLine } from '../db/versioned.js';
import type { Readers } from '../departments/readers.js';
import type { EnterpriseResult } from '../grading/assessment.js';
import { readFileNames } from '../intake/file-names.js';
import type { FactBehind, FactsBehind } from './fact-behind.js';
import { factRecordLoader } from './fact-records.js';

/** A fact that a grade rests on, and the lines of files that it came from; no line: nothing was handed over. */
export interface FactOrigin {
  readonly fact: FactBehind;
  readonly lines: readonly FileLine[];
}

/** A line of a file that was handed over. */
export interface FileLine extends HandedLine {
  readonly file: string;
}

/** The records behind an enterprise's grade; of enterprises graded as one, those of all of them. */
export async function factOrigins(
  readers: Readers,
  db: Db,
  version: number,
  facts: FactsBehind,
  { group, unit, creditCode }: EnterpriseResult,
): Promise<readonly FactOrigin[]> {
  const loader = factRecordLoader(readers);
  const behind = facts.ofGrade(group);
  const found = await Promise.all(
    behind.map(async (fact) => {
      const records = await Promise.all((unit ?? [creditCode]).map((code) => loader.load({ fact, version, creditCode: code })));
      return { fact, sources: records.flat() };
    }),
  );
  const files = await readFileNames(db, [...new Set(found.flatMap(({ sources }) => sources.map(({ handoverId }) => handoverId)))]);
  return found.map(({ fact, sources }) => ({
    fact,
    lines: sources.map((source) => ({ ...source, file: files.get(source.handoverId) ?? '' })),
  }));
}
