import { and, eq } from 'drizzle-orm';
import type { Db } from '../db/database.js';
import { holdsAt } from '../db/versioned.js';
import { exact } from '../departments/annual-record.js';
import { utilityAccount } from '../departments/utilities/table.js';
import { Rational } from '../grading/rational.js';

/** What ran through one account (户号) in a year. */
export interface Meter {
  readonly creditCode: string;
  readonly account: string;
  /** kWh; undefined: not handed over. */
  readonly electricity: Rational | undefined;
  /** 吨. */
  readonly water: Rational | undefined;
}

const KWH = Rational.integer(10_000);

/** The accounts of a year as they held at a data version, by credit code and account. */
export async function readMeters(db: Db, version: number, year: number): Promise<readonly Meter[]> {
  const rows = await db
    .select({
      creditCode: utilityAccount.creditCode,
      account: utilityAccount.account,
      electricity: utilityAccount.electricity,
      water: utilityAccount.water,
    })
    .from(utilityAccount)
    .where(and(holdsAt(utilityAccount, version), eq(utilityAccount.year, year)))
    .orderBy(utilityAccount.creditCode, utilityAccount.account);
  return rows.map(({ electricity, water, ...row }) => ({ ...row, electricity: exact(electricity)?.times(KWH), water: exact(water) }));
}
