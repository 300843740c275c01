import { and, eq } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { columnsRead, holdsAt } from '../db/versioned.js';
import { policyEffect } from '../enterprise/table.js';
import type { ReportedEffects } from './ledger.js';
import { ABOUT, MEASURES, inLedgerUnit } from './ledger-measures.js';

/** What offices reported of a year as it held at a data version, office by office. */
export async function readReportedEffects(db: Db, version: number, year: number): Promise<readonly ReportedEffects[]> {
  const rows = await db
    .select(columnsRead(policyEffect))
    .from(policyEffect)
    .where(and(holdsAt(policyEffect, version), eq(policyEffect.year, year)))
    .orderBy(policyEffect.creditCode, policyEffect.quarter, policyEffect.office);
  return rows.map((row) => ({
    creditCode: row.creditCode,
    quarter: row.quarter,
    values: new Map(
      MEASURES.flatMap((measure) => {
        const stored = row[ABOUT[measure].column as keyof typeof row];
        return typeof stored === 'string' ? [[measure, inLedgerUnit(measure, stored)] as const] : [];
      }),
    ),
  }));
}
