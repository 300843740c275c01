import { and, eq, inArray, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Records } from '../db/records.js';
import { Remembered } from '../db/remembered.js';
import { columnsRead, holdsAt, type Source } from '../db/versioned.js';
import type { EnterpriseReader } from '../enterprise/reader.js';
import type { FactDefinition } from '../grading/fact.js';
import type { Column } from '../grading/population.js';
import type { Dataset } from '../handover/dataset.js';
import { factsOf } from '../handover/facts.js';
import { sourcesOf, yearRecords, type AnnualRecord, type AnnualRow, type YearRecord } from './annual-record.js';
import type { AtHand } from './annual-loaders.js';
import type { FactReader } from './department.js';
import { factColumns } from './fact-columns.js';
import { KeptRecords } from './kept-records.js';

const YEARS_KEPT = 6;

interface AnnualTable extends PgTable {
  readonly creditCode: PgColumn;
  readonly year: PgColumn;
  readonly version: PgColumn;
  readonly superseded: PgColumn;
  readonly raw: PgColumn;
}

/** What a department says of itself to be read by the year. */
export interface AnnualSource<Rec extends AnnualRecord> {
  readonly table: AnnualTable;
  readonly facts: readonly FactDefinition[];
  /** All rows of one enterprise and year, never none. */
  readonly toRecord: (rows: readonly AnnualRow[]) => Rec;
}

/** Opens the reader of a dataset that has one row of an enterprise and year, and no facts but its own. */
export function annualReader<D extends Dataset>(dataset: D, table: AnnualTable) {
  const recordOf = yearRecords(dataset);
  const source = { table, facts: factsOf(dataset), toRecord: ([row]: readonly AnnualRow[]) => recordOf(row!) };
  return (records: Records, enterprises: EnterpriseReader) => new AnnualReader<YearRecord<D>>(source, records, enterprises);
}

/** Reads the yearly records of one department as they held at a data version; a year once read whole is at hand. */
export class AnnualReader<Rec extends AnnualRecord> implements FactReader {
  readonly #source: AnnualSource<Rec>;
  readonly #records: Records;
  readonly #enterprises: EnterpriseReader;
  readonly #years = new Remembered<ReadonlyMap<string, Rec>>(YEARS_KEPT);
  readonly #some = new KeptRecords<Rec>();

  constructor(source: AnnualSource<Rec>, records: Records, enterprises: EnterpriseReader) {
    this.#source = source;
    this.#records = records;
    this.#enterprises = enterprises;
  }

  /** Every enterprise's record of the year, by credit code. */
  year(version: number, year: number): Promise<ReadonlyMap<string, Rec>> {
    return this.#years.read(`${version}/${year}`, () => this.#read(version, year));
  }

  /** The records of some enterprises: one statement for those that are not at hand, or none. */
  async some(version: number, year: number, creditCodes: readonly string[]): Promise<ReadonlyMap<string, Rec>> {
    const key = `${version}/${year}`;
    const whole = this.#years.get(key);
    if (whole) return whole;
    const missing = creditCodes.filter((code) => !this.#some.has(key, code));
    const read = missing.length > 0 ? await this.#read(version, year, missing) : undefined;
    const found = new Map<string, Rec>();
    for (const code of creditCodes) {
      const record = read?.get(code) ?? this.#some.get(key, code)?.record;
      if (record) found.set(code, record);
    }
    for (const code of missing) this.#some.keep(key, code, read?.get(code));
    return found;
  }

  /** The record of an enterprise, where it was read before; undefined: it was not. */
  atHand(version: number, year: number, creditCode: string): AtHand<Rec> | undefined {
    const key = `${version}/${year}`;
    const whole = this.#years.atHand(key);
    return whole ? { record: whole.get(creditCode) } : this.#some.get(key, creditCode);
  }

  async columns(version: number, year: number): Promise<ReadonlyMap<string, Column>> {
    const [directory, records] = await Promise.all([this.#enterprises.directory(version), this.year(version, year)]);
    return factColumns(this.#source.facts, directory, records);
  }

  async sources(version: number, year: number, creditCodes: readonly string[]): Promise<ReadonlyMap<string, readonly Source[]>> {
    const records = await this.some(version, year, creditCodes);
    return sourcesOf(records, creditCodes);
  }

  async #read(version: number, year: number, creditCodes?: readonly string[]): Promise<ReadonlyMap<string, Rec>> {
    const { table, toRecord } = this.#source;
    const whose = creditCodes ? inArray(table.creditCode, [...creditCodes]) : undefined;
    const byCode = new Map<string, AnnualRow[]>();
    for (const row of await this.#rows(version, and(holdsAt(table, version), eq(table.year, year), whose)!)) {
      const known = byCode.get(row.creditCode);
      if (known) known.push(row);
      else byCode.set(row.creditCode, [row]);
    }
    return new Map([...byCode].map(([code, its]) => [code, toRecord(its)]));
  }

  async #rows(version: number, where: SQL): Promise<readonly AnnualRow[]> {
    const { table } = this.#source;
    const columns = columnsRead(table) as Record<string, PgColumn>;
    const rows: unknown = await (
      await this.#records.at(version)
    )
      .select(columns)
      .from(table as PgTable)
      .where(where);
    return rows as AnnualRow[];
  }
}
