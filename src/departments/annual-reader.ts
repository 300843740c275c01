import { and, eq, inArray, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Db } from '../db/database.js';
import type { Records } from '../db/records.js';
import { Remembered } from '../db/remembered.js';
import { holdsAt, type Source } from '../db/versioned.js';
import type { EnterpriseReader } from '../enterprise/reader.js';
import type { FactDefinition } from '../grading/fact.js';
import type { Column } from '../grading/population.js';
import { sourcesOf, type AnnualRecord } from './annual-record.js';
import type { FactReader } from './department.js';
import { factColumns } from './fact-columns.js';

const YEARS_KEPT = 6;

interface AnnualTable {
  readonly creditCode: PgColumn;
  readonly year: PgColumn;
  readonly version: PgColumn;
  readonly superseded: PgColumn;
}

/** What a department says of itself to be read by the year: its table, a statement on it, and its record. */
export interface AnnualSource<Row extends { creditCode: string }, Rec extends AnnualRecord> {
  readonly table: AnnualTable;
  readonly facts: readonly FactDefinition[];
  readonly select: (db: Db, where: SQL) => PromiseLike<Row[]>;
  /** All rows of one enterprise and year, never none. */
  readonly toRecord: (rows: readonly Row[]) => Rec;
}

/** Reads the yearly records of one department as they held at a data version; a year once read whole is at hand. */
export class AnnualReader<Row extends { creditCode: string }, Rec extends AnnualRecord> implements FactReader {
  readonly #source: AnnualSource<Row, Rec>;
  readonly #records: Records;
  readonly #enterprises: EnterpriseReader;
  readonly #years = new Remembered<ReadonlyMap<string, Rec>>(YEARS_KEPT);

  constructor(source: AnnualSource<Row, Rec>, records: Records, enterprises: EnterpriseReader) {
    this.#source = source;
    this.#records = records;
    this.#enterprises = enterprises;
  }

  /** Every enterprise's record of the year, by credit code. */
  year(version: number, year: number): Promise<ReadonlyMap<string, Rec>> {
    return this.#years.read(`${version}/${year}`, () => this.#read(version, year));
  }

  /** The records of some enterprises: one statement, or none if the year is at hand. */
  async some(version: number, year: number, creditCodes: readonly string[]): Promise<ReadonlyMap<string, Rec>> {
    return this.#years.get(`${version}/${year}`) ?? this.#read(version, year, creditCodes);
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
    const { table, select, toRecord } = this.#source;
    const whose = creditCodes ? inArray(table.creditCode, [...creditCodes]) : undefined;
    const rows = await select(await this.#records.at(version), and(holdsAt(table, version), eq(table.year, year), whose)!);
    const byCode = new Map<string, Row[]>();
    for (const row of rows) {
      const known = byCode.get(row.creditCode);
      if (known) known.push(row);
      else byCode.set(row.creditCode, [row]);
    }
    return new Map([...byCode].map(([code, its]) => [code, toRecord(its)]));
  }
}
