import { and, eq, type SQL } from 'drizzle-orm';
import type { Db } from '../../db/database.js';
import type { Records } from '../../db/records.js';
import { columnsRead, holdsAt } from '../../db/versioned.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import { Rational } from '../../grading/rational.js';
import { AnnualReader } from '../annual-reader.js';
import { annual, exact } from '../annual-record.js';
import { utilitiesFacts } from './facts.js';
import type { Meter } from './meter.js';
import type { UtilitiesRecord } from './record.js';
import { utilityAccount } from './table.js';

type Row = Omit<typeof utilityAccount.$inferSelect, 'raw'>;

const KWH = Rational.integer(10_000);

/** Reads what enterprises used in a year, and what ran through each account. */
export class UtilitiesReader extends AnnualReader<Row, UtilitiesRecord> {
  readonly #records: Records;

  constructor(records: Records, enterprises: EnterpriseReader) {
    const select = (db: Db, where: SQL) => db.select(columnsRead(utilityAccount)).from(utilityAccount).where(where);
    super({ table: utilityAccount, facts: utilitiesFacts, select, toRecord }, records, enterprises);
    this.#records = records;
  }

  /** The accounts of a year as they held at a data version, by credit code and account. */
  async meters(version: number, year: number): Promise<readonly Meter[]> {
    const { creditCode, account, electricity, water } = utilityAccount;
    const rows = await (await this.#records.at(version))
      .select({ creditCode, account, electricity, water })
      .from(utilityAccount)
      .where(and(holdsAt(utilityAccount, version), eq(utilityAccount.year, year)))
      .orderBy(creditCode, account);
    return rows.map((row) => ({ ...row, electricity: exact(row.electricity)?.times(KWH), water: exact(row.water) }));
  }
}

/** Opens the reader of 供电供水. */
export function openUtilitiesReader(records: Records, enterprises: EnterpriseReader): UtilitiesReader {
  return new UtilitiesReader(records, enterprises);
}

function toRecord(rows: readonly Row[]): UtilitiesRecord {
  return {
    ...annual(rows),
    electricity: sumOfPresent(rows.map((row) => exact(row.electricity))),
    water: sumOfPresent(rows.map((row) => exact(row.water))),
  };
}

/** A meter that was not read leaves the others' sum standing; no reading at all is missing. */
function sumOfPresent(readings: readonly (Rational | undefined)[]): Rational | undefined {
  const present = readings.filter((reading) => reading !== undefined);
  return present.length ? Rational.sum(present) : undefined;
}
