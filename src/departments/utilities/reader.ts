import { and, eq } from 'drizzle-orm';
import { exact } from '../../db/record-values.js';
import type { Records } from '../../db/records.js';
import { holdsAt } from '../../db/versioned.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import { Rational } from '../../grading/rational.js';
import { factsOf } from '../../handover/facts.js';
import { AnnualReader } from '../annual-reader.js';
import { yearRecords, type AnnualRow } from '../annual-record.js';
import { utilitiesAnnual } from './datasets.js';
import type { Meter } from './meter.js';
import type { UtilitiesRecord } from './record.js';
import { utilityAccount } from './table.js';

const accountOf = yearRecords(utilitiesAnnual);
const KWH = Rational.integer(10_000);

/** Reads what enterprises used in a year, and what ran through each account. */
export class UtilitiesReader extends AnnualReader<UtilitiesRecord> {
  readonly #records: Records;

  constructor(records: Records, enterprises: EnterpriseReader) {
    super(
      { dataset: utilitiesAnnual, table: utilityAccount, facts: factsOf(utilitiesAnnual), toRecord, addsUp: true },
      records,
      enterprises,
    );
    this.#records = records;
  }

  /** The accounts of a year as they held at a data version, by credit code and account. */
  async meters(version: number, year: number): Promise<readonly Meter[]> {
    const { creditCode, account, electricity, water } = utilityAccount;
    const rows = await (
      await this.#records.at(version)
    )
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

function toRecord(rows: readonly AnnualRow[]): UtilitiesRecord {
  const accounts = rows.map(accountOf);
  return {
    ...accounts[0]!,
    sources: accounts.flatMap(({ sources }) => sources),
    electricity: sumOfPresent(accounts.map(({ electricity }) => electricity)),
    water: sumOfPresent(accounts.map(({ water }) => water)),
  };
}

/** A meter that was not read leaves the others' sum standing; no reading at all is missing. */
function sumOfPresent(readings: readonly (Rational | undefined)[]): Rational | undefined {
  const present = readings.filter((reading) => reading !== undefined);
  return present.length ? Rational.sum(present) : undefined;
}
