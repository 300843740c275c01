import { asc, desc, inArray, sql } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import type { LoadedScheme } from '../policy/registry.js';
import { keepSchemes } from './kept-schemes.js';
import { schemeInForce } from './table.js';

/** A scheme whose id stands for another text than before. */
export interface TextChange {
  readonly schemeId: string;
  readonly before: { readonly digest: string; readonly since: Date };
  /** Undefined: its file is gone. */
  readonly now: string | undefined;
}

/** The text that an id stood for during a time. */
export interface TextPeriod {
  readonly digest: string;
  readonly since: Date;
  /** Undefined: still. */
  readonly until: Date | undefined;
}

/** Hubs that start together note the same change once. */
const NOTING = 0x6d7573;

/**
 * Keeps the texts of the schemes that were loaded, and notes which text each id stands for from now on.
 * @returns what is other than when it was last noted, so that whoever edited a file in place is told.
 */
export async function noteSchemesInForce(db: Db, schemes: readonly LoadedScheme[]): Promise<readonly TextChange[]> {
  await keepSchemes(db, schemes);
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${NOTING})`);
    const last = await tx
      .selectDistinctOn([schemeInForce.schemeId])
      .from(schemeInForce)
      .orderBy(asc(schemeInForce.schemeId), desc(schemeInForce.id));
    const before = new Map(last.map((row) => [row.schemeId, row]));
    const now = new Map(schemes.map(({ scheme, digest }) => [scheme.id, digest]));
    const changed = [...new Set([...now.keys(), ...before.keys()])].filter((id) => (before.get(id)?.digest ?? undefined) !== now.get(id));
    if (changed.length > 0) await tx.insert(schemeInForce).values(changed.map((id) => ({ schemeId: id, digest: now.get(id) ?? null })));
    return changed.flatMap((schemeId): readonly TextChange[] => {
      const was = before.get(schemeId);
      return was && was.digest !== null ? [{ schemeId, before: { digest: was.digest, since: was.since }, now: now.get(schemeId) }] : [];
    });
  });
}

/** The texts that schemes' ids have stood for, the earliest first; by id. */
export async function textPeriods(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, readonly TextPeriod[]>> {
  const rows = await db
    .select()
    .from(schemeInForce)
    .where(inArray(schemeInForce.schemeId, [...ids]))
    .orderBy(asc(schemeInForce.id));
  return new Map(ids.map((id) => [id, periodsOf(rows.filter(({ schemeId }) => schemeId === id))]));
}

function periodsOf(rows: readonly (typeof schemeInForce.$inferSelect)[]): readonly TextPeriod[] {
  return rows.flatMap(({ digest, since }, index) => (digest === null ? [] : [{ digest, since, until: rows[index + 1]?.since }]));
}
