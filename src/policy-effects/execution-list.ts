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

/** A list as it was made; a number is given once and its rows never change. */
export interface ExecutionList extends ListOf {
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

/** Puts a list on record, unless the last one of its kind is the same. */
export async function makeList(
  db: Db,
  of: ListOf,
  rows: string[][],
  by: { readonly dataVersion: number; readonly actor: string; readonly digestKey: Uint8Array },
): Promise<MadeList> {
  const digest = listDigest(of.kind, rows);
  return db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${executionList} in share row exclusive mode`);
    const last = (await tx.select().from(executionList).where(isOf(of)).orderBy(desc(executionList.number)).limit(1))[0];
    const put = async (made: MadeList): Promise<MadeList> => {
      await recordAct(tx, exportedAct(made, by.actor), by.digestKey);
      return made;
    };
    if (last?.digest === digest) return put({ list: { ...of, ...last, kind: of.kind }, isNew: false, change: undefined });
    const list = { ...of, number: (last?.number ?? 0) + 1, digest, dataVersion: by.dataVersion, rows, madeAt: new Date() };
    await tx.insert(executionList).values({ ...list, madeBy: by.actor });
    return put({ list, isNew: true, change: last && changeOf(last.rows, rows) });
  });
}

/** A list leaves the hub however often it is made: each time is on record. */
function exportedAct({ list: { kind, scheme, year, number, digest, dataVersion, rows }, isNew }: MadeList, actor: string): Act {
  return {
    ...{ actor, action: 'LIST_EXPORTED', departments: [kind === 'LAND_USE_TAX' ? 'tax' : 'utilities'] },
    creditCodes: rows.map((row) => row[0]!),
    detail: { list: kind, scheme, year, number, digest, version: dataVersion, rows: rows.length, new: isNew },
  };
}

/** Every list of a kind, scheme and year, from the first. */
export async function readLists(db: Db, of: ListOf): Promise<readonly ExecutionList[]> {
  const rows = await db.select().from(executionList).where(isOf(of)).orderBy(asc(executionList.number));
  return rows.map((row) => ({
    ...of,
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
