import { createHash } from 'node:crypto';
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { recordAct, type Act } from '../audit/act.js';
import type { Db } from '../db/db.js';
import { csvFile } from '../handover/csv-writing.js';
import { KEY_CELLS, listHeader, type ListKind } from './execution-rows.js';
import { executionList } from './table.js';

/** Which list: of a kind, under a scheme, for a year. */
export interface ListOf {
  readonly kind: ListKind;
  readonly scheme: string;
  readonly year: number;
}

/** Whose classes a list follows: the number of the publication, or null: grades on the fly (试算). */
export interface Followed {
  readonly publication: number | null;
}

/** Whether a list follows no publication: to be looked at, never carried out. */
export function isTrial({ publication }: Followed): boolean {
  return publication === null;
}

/** A list as it was made; a number is given once and its rows never change. */
export interface ExecutionList extends ListOf, Followed {
  readonly number: number;
  readonly digest: string;
  readonly dataVersion: number;
  readonly rows: readonly (readonly string[])[];
  readonly madeAt: Date;
}

/** What a list changes against the one before it. */
export interface ListChange {
  readonly added: readonly (readonly string[])[];
  readonly removed: readonly (readonly string[])[];
  readonly changed: readonly { readonly before: readonly string[]; readonly after: readonly string[] }[];
}

export interface MadeList {
  readonly list: ExecutionList;
  /** False: it is the last one again. */
  readonly isNew: boolean;
  /** Against the last one; undefined where there is none. */
  readonly change: ListChange | undefined;
}

/** Puts a list on record, unless the last one that follows the same is the same; what it changes is told against the last one of its sort. */
export async function makeList(
  db: Db,
  of: ListOf & Followed,
  rows: string[][],
  by: { readonly dataVersion: number; readonly actor: string; readonly digestKey: Uint8Array },
): Promise<MadeList> {
  const digest = listDigest(of.kind, rows);
  return db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${executionList} in share row exclusive mode`);
    const made = await tx.select().from(executionList).where(isOf(of)).orderBy(desc(executionList.number));
    const last = made.find((each) => isTrial(each) === isTrial(of));
    const put = async (put: MadeList): Promise<MadeList> => {
      await recordAct(tx, exportedAct(put, by.actor), by.digestKey);
      return put;
    };
    if (last?.digest === digest && last.publication === of.publication)
      return put({ list: { ...of, ...last, kind: of.kind }, isNew: false, change: undefined });
    const list = { ...of, number: (made[0]?.number ?? 0) + 1, digest, dataVersion: by.dataVersion, rows, madeAt: new Date() };
    await tx.insert(executionList).values({ ...list, madeBy: by.actor });
    return put({ list, isNew: true, change: last && changeOf(last.rows, rows) });
  });
}

/** A list leaves the hub however often it is made: each time is on record. */
function exportedAct(
  { list: { kind, scheme, year, publication, number, digest, dataVersion, rows }, isNew }: MadeList,
  actor: string,
): Act {
  return {
    ...{ actor, action: 'LIST_EXPORTED', departments: [kind === 'LAND_USE_TAX' ? 'tax' : 'utilities'] },
    creditCodes: rows.map((row) => row[0]!),
    detail: { list: kind, scheme, year, publication, number, digest, version: dataVersion, rows: rows.length, new: isNew },
  };
}

/** Every list of a kind, scheme and year, from the first. @param of with the publication that they follow; any, or none, unless given */
export async function readLists(db: Db, { publication, ...of }: ListOf & Partial<Followed>): Promise<readonly ExecutionList[]> {
  const follows = typeof publication !== 'number' ? undefined : eq(executionList.publication, publication);
  const rows = await db
    .select()
    .from(executionList)
    .where(and(isOf(of), follows))
    .orderBy(asc(executionList.number));
  return rows.map((row) => ({
    ...of,
    publication: row.publication,
    number: row.number,
    digest: row.digest,
    dataVersion: row.dataVersion,
    rows: row.rows,
    madeAt: row.madeAt,
  }));
}

/** `sm3:` and the hex SM3 of the list's CSV. */
export function listDigest(kind: ListKind, rows: readonly (readonly string[])[]): string {
  return `sm3:${createHash('sm3')
    .update(csvFile(listHeader(kind), rows))
    .digest('hex')}`;
}

/** What is new, gone, or other than before, by enterprise and source or account. */
export function changeOf(before: readonly (readonly string[])[], after: readonly (readonly string[])[]): ListChange {
  const [old, now] = [byKey(before), byKey(after)];
  return {
    added: [...now].filter(([key]) => !old.has(key)).flatMap(([, rows]) => rows),
    removed: [...old].filter(([key]) => !now.has(key)).flatMap(([, rows]) => rows),
    changed: [...now].flatMap(([key, rows]) => {
      const were = old.get(key);
      if (!were || JSON.stringify(were) === JSON.stringify(rows)) return [];
      return rows.map((row, index) => ({ before: were[index] ?? were[were.length - 1]!, after: row }));
    }),
  };
}

function byKey(rows: readonly (readonly string[])[]): Map<string, (readonly string[])[]> {
  const groups = new Map<string, (readonly string[])[]>();
  for (const row of rows) {
    const key = JSON.stringify([row[0], row[KEY_CELLS - 1]]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

function isOf({ kind, scheme, year }: ListOf) {
  return and(eq(executionList.kind, kind), eq(executionList.scheme, scheme), eq(executionList.year, year));
}
