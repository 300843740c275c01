import { and, inArray } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { copyRows } from '../db/copy-rows.js';
import { handedRows, type HandedRow } from '../db/handed-rows.js';
import { handedOver } from '../db/record-values.js';
import { Readings } from '../db/readings.js';
import { Remembered } from '../db/remembered.js';
import { touchedBetween } from '../db/touched.js';
import { columnsRead, holdsAt, sourceOf, type HandedLine, type Source } from '../db/versioned.js';
import { enterpriseRegister, events, supplementAnnual } from './datasets.js';
import { Directory } from './directory.js';
import type { EnterpriseRecord, EventRecord } from './record.js';
import { REGISTER_CELLS, registerAt } from './register-columns.js';
import { enterprise, event, supplement } from './table.js';

const VERSIONS_KEPT = 3;
/** As many as most counties have. */
const RECORDS_AT_HAND = 5_000;

const RECORD_SETS = [
  { dataset: enterpriseRegister, table: enterprise },
  { dataset: events, table: event },
  { dataset: supplementAnnual, table: supplement },
];

/** A county-declared fact of one enterprise: an exact decimal, the unit it is in, and the line it came from. */
export interface Supplement {
  readonly value: string;
  readonly unit: string | null;
  readonly source: Source;
}

/** By fact, then by credit code. */
export type Supplements = ReadonlyMap<string, ReadonlyMap<string, Supplement>>;

/** Reads the register, the events and the county-declared facts as they held at a data version. */
export class EnterpriseReader {
  readonly #db: Db;
  readonly #directories = new Readings<Directory>(VERSIONS_KEPT);
  readonly #events = new Remembered<readonly EventRecord[]>(VERSIONS_KEPT);
  readonly #supplements = new Remembered<Supplements>(2 * VERSIONS_KEPT);
  readonly #recordsAtHand: number;

  /** @param recordsAtHand of a register of up to so many enterprises a year's records are kept whole */
  constructor(db: Db, recordsAtHand = RECORDS_AT_HAND) {
    this.#db = db;
    this.#recordsAtHand = recordsAtHand;
  }

  /**
   * Whether the records of departments are kept whole beside a directory, so that a list of them costs no statement. Of a
   * larger one there are the columns that are graded by.
   */
  hasRecordsAtHand({ size }: Directory): boolean {
    return size <= this.#recordsAtHand;
  }

  /** Every enterprise known. */
  directory(version: number): Promise<Directory> {
    const touched = (after: number, upTo: number) => touchedBetween(this.#db, after, upTo, { table: enterprise });
    return this.#directories.read(version, touched, async (untouched) => {
      if (untouched) return untouched;
      const { add, directory } = Directory.builder();
      await copyRows(this.#db, registerAt(version), REGISTER_CELLS, add);
      return directory();
    });
  }

  /** Those of the credit codes that are known; no statement if the whole directory is at hand. */
  async some(version: number, creditCodes: readonly string[]): Promise<ReadonlyMap<string, EnterpriseRecord>> {
    const whole = this.#directories.get(version);
    if (whole) {
      const directory = await whole;
      return new Map(creditCodes.flatMap((code) => directory.get(code) ?? []).map((each) => [each.creditCode, each]));
    }
    const rows = await this.#db
      .select(columnsRead(enterprise))
      .from(enterprise)
      .where(and(holdsAt(enterprise, version), inArray(enterprise.creditCode, [...creditCodes])));
    return new Map(rows.map((row) => [row.creditCode, toEnterprise(row)]));
  }

  /** The rows of the register, events and county-declared facts that these lines became, as they were handed over. */
  handed(lines: readonly HandedLine[], creditCodes: readonly string[]): Promise<readonly HandedRow[]> {
    return handedRows(this.#db, RECORD_SETS, lines, creditCodes);
  }

  /** Every event of every year. */
  events(version: number): Promise<readonly EventRecord[]> {
    return this.#events.read(String(version), async () => {
      const rows = await this.#db.select(columnsRead(event)).from(event).where(holdsAt(event, version));
      return rows.map((row) => handedOver(events, row));
    });
  }

  /** The county-declared facts of a year, as handed over. */
  supplements(version: number, year: number): Promise<Supplements> {
    return this.#supplements.read(`${version}/${year}`, async () => {
      const rows = await this.#db
        .select(columnsRead(supplement))
        .from(supplement)
        .where(and(holdsAt(supplement, version), inArray(supplement.year, [year])));
      const facts = new Map<string, Map<string, Supplement>>();
      for (const row of rows) {
        const { fact, creditCode, value, unit } = row;
        if (value === null) continue;
        if (!facts.has(fact)) facts.set(fact, new Map());
        facts.get(fact)!.set(creditCode, { value, unit, source: sourceOf(row) });
      }
      return facts;
    });
  }
}

function toEnterprise(row: Omit<typeof enterprise.$inferSelect, 'raw'>): EnterpriseRecord {
  const { foldedName, registered } = row;
  return { ...handedOver(enterpriseRegister, row), foldedName, registered };
}
