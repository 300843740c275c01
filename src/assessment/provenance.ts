import { inArray } from 'drizzle-orm';
import type { Db } from '../db/database.js';
import type { Source } from '../db/versioned.js';
import { departments } from '../departments/index.js';
import type { Readers } from '../departments/readers.js';
import { neededFacts } from '../grading/needed-facts.js';
import type { DepartmentId } from '../grading/fact.js';
import type { Scheme } from '../grading/scheme.js';
import { handover } from '../intake/table.js';

/** A line of a file that facts of an enterprise's year came from. */
export interface FactOrigin {
  readonly department: DepartmentId;
  readonly year: number;
  /** The facts that the scheme takes of this department and year. */
  readonly facts: readonly string[];
  readonly file: string;
  readonly sheet: string | null;
  readonly line: number;
  /** The data version since which the line holds. */
  readonly version: number;
}

/** The records behind an enterprise's grade: every line that the facts named by the scheme came from. */
export async function factOrigins(
  readers: Readers,
  db: Db,
  at: { readonly scheme: Scheme; readonly year: number; readonly version: number },
  creditCode: string,
): Promise<readonly FactOrigin[]> {
  const found = await Promise.all(
    byDepartmentAndYear(at.scheme, at.year).map(async ({ department, year, facts }) => {
      const sources = await readers[department].sources(at.version, year, creditCode);
      return sources.map((source) => ({ department, year, facts, source }));
    }),
  );
  const lines = found.flat();
  const files = await fileNames(db, lines.map(({ source }) => source));
  return lines.map(({ source: { handoverId, sheet, line, version }, ...of }) => {
    return { ...of, file: files.get(handoverId) ?? '', sheet, line, version };
  });
}

function byDepartmentAndYear(scheme: Scheme, year: number) {
  const groups = new Map<string, { department: keyof typeof departments; year: number; facts: string[] }>();
  for (const { fact, year: of } of neededFacts(scheme, year)) {
    const department = fact.slice(0, fact.indexOf('.')) as keyof typeof departments;
    if (!departments[department]?.facts.some(({ id }) => id === fact)) continue;
    const key = `${department} ${of}`;
    if (!groups.has(key)) groups.set(key, { department, year: of, facts: [] });
    groups.get(key)!.facts.push(fact);
  }
  return [...groups.values()];
}

async function fileNames(db: Db, sources: readonly Source[]): Promise<ReadonlyMap<number, string>> {
  const ids = [...new Set(sources.map(({ handoverId }) => handoverId))];
  if (ids.length === 0) return new Map();
  const rows = await db.select({ id: handover.id, fileName: handover.fileName }).from(handover).where(inArray(handover.id, ids));
  return new Map(rows.map(({ id, fileName }) => [id, fileName]));
}
