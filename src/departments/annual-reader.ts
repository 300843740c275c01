import { and, eq, inArray, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { handedRows, type HandedRow } from '../db/handed-rows.js';
import { Readings } from '../db/readings.js';
import type { Records } from '../db/records.js';
import { touchedBetween } from '../db/touched.js';
import { columnsRead, holdsAt, type HandedLine, type Source } from '../db/versioned.js';
import type { Directory } from '../enterprise/directory.js';
import type { EnterpriseReader } from '../enterprise/reader.js';
import type { FactDefinition } from '../grading/fact.js';
import { numberColumnOf } from '../grading/packed-column.js';
import type { Column } from '../grading/population.js';
import type { ScaledColumn } from '../grading/scaled-column.js';
import type { Dataset, DatasetDefinition } from '../handover/dataset.js';
import { factsOf } from '../handover/facts.js';
import { sourcesOf, yearRecords, type AnnualRecord, type AnnualRow, type YearRecord } from './annual-record.js';
import type { AtHand } from './annual-loaders.js';
import type { FactReader } from './department.js';
import { factColumns, fieldOf } from './fact-columns.js';
import { KeptColumns } from './kept-columns.js';
import { KeptRecords } from './kept-records.js';
import { readYearColumns, scaledOf, type YearField, type YearTable } from './year-columns.js';

const YEARS_KEPT = 6;

type AnnualTable = YearTable['table'] & { readonly raw: PgColumn };

/** What a department says of itself to be read by the year. */
export interface AnnualSource<Rec extends AnnualRecord> {
  readonly dataset: DatasetDefinition;
  readonly table: AnnualTable;
  readonly facts: readonly FactDefinition[];
  /** All rows of one enterprise and year, never none. */
  readonly toRecord: (rows: readonly AnnualRow[]) => Rec;
  /** Whether these may be several, whose numbers are added up. */
  readonly addsUp?: boolean;
  /** The facts that are no fields of the table but computed of some. */
  readonly computed?: ReadonlyMap<string, ComputedFact>;
}

/** A fact that is computed of others of the same enterprise and year. */
export interface ComputedFact {
  /** Numbers of the table. */
  readonly of: readonly string[];
  readonly column: (of: ReadonlyMap<string, ScaledColumn>) => ScaledColumn;
}

/** Opens the reader of a dataset that has one row of an enterprise and year, and no facts but its own. */
export function annualReader<D extends Dataset>(dataset: D, table: AnnualTable) {
  const recordOf = yearRecords(dataset);
  const source = { dataset, table, facts: factsOf(dataset), toRecord: ([row]: readonly AnnualRow[]) => recordOf(row!) };
  return (records: Records, enterprises: EnterpriseReader) => new AnnualReader<YearRecord<D>>(source, records, enterprises);
}

/** Reads the yearly records of one department as they held at a data version; a year once read whole is at hand. */
export class AnnualReader<Rec extends AnnualRecord> implements FactReader {
  readonly #source: AnnualSource<Rec>;
  readonly #records: Records;
  readonly #enterprises: EnterpriseReader;
  readonly #years = new Readings<ReadonlyMap<string, Rec>>(YEARS_KEPT);
  readonly #columns = new Readings<KeptColumns>(YEARS_KEPT);
  readonly #some = new KeptRecords<Rec>();

  constructor(source: AnnualSource<Rec>, records: Records, enterprises: EnterpriseReader) {
    this.#source = source;
    this.#records = records;
    this.#enterprises = enterprises;
  }

  /** The records of some enterprises: one statement for those that are not at hand, or none. */
  async some(version: number, year: number, creditCodes: readonly string[]): Promise<ReadonlyMap<string, Rec>> {
    const whole = this.#years.get(version, String(year));
    if (whole) return whole;
    const key = `${version}/${year}`;
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
    const whole = this.#years.atHand(version, String(year));
    return whole ? { record: whole.get(creditCode) } : this.#some.get(`${version}/${year}`, creditCode);
  }

  async columns(version: number, year: number, facts: readonly string[]): Promise<ReadonlyMap<string, Column>> {
    const directory = await this.#enterprises.directory(version);
    if (this.#enterprises.hasRecordsAtHand(directory)) {
      return factColumns(this.#factsOf(facts), directory, await this.year(version, year));
    }
    const kept = await this.#columns.read(
      version,
      (after, upTo) => this.#touched(version, year, after, upTo),
      async (untouched) => KeptColumns.of(directory, untouched),
      String(year),
    );
    return kept.read(facts, (missing) => this.#readColumns(version, year, directory, missing));
  }

  async sources(version: number, year: number, creditCodes: readonly string[]): Promise<ReadonlyMap<string, readonly Source[]>> {
    const records = await this.some(version, year, creditCodes);
    return sourcesOf(records, creditCodes);
  }

  async handed(version: number, lines: readonly HandedLine[], creditCodes: readonly string[]): Promise<readonly HandedRow[]> {
    return handedRows(await this.#records.at(version), [this.#source], lines, creditCodes);
  }

  #factsOf(facts: readonly string[]): readonly FactDefinition[] {
    return this.#source.facts.filter(({ id }) => facts.includes(id));
  }

  /** Every enterprise's record of the year, by credit code. */
  year(version: number, year: number): Promise<ReadonlyMap<string, Rec>> {
    return this.#years.read(
      version,
      (after, upTo) => this.#touched(version, year, after, upTo),
      async (untouched) => untouched ?? this.#read(version, year),
      String(year),
    );
  }

  async #touched(version: number, year: number, after: number, upTo: number): Promise<boolean> {
    const { table } = this.#source;
    return touchedBetween(await this.#records.at(version), after, upTo, { table, where: eq(table.year, year) });
  }

  async #readColumns(version: number, year: number, directory: Directory, facts: readonly string[]): Promise<ReadonlyMap<string, Column>> {
    const { table, addsUp, computed } = this.#source;
    const stored = this.#factsOf(facts).filter(({ id }) => !computed?.has(id));
    const fields = new Map<string, YearField>(stored.map(({ id, kind }) => [fieldOf(id), { field: fieldOf(id), kind }]));
    for (const id of facts) for (const field of computed?.get(id)?.of ?? []) fields.set(field, { field, kind: 'number' });
    const read = await readYearColumns(await this.#records.at(version), { table, addsUp }, { version, year, directory }, [
      ...fields.values(),
    ]);
    return new Map(
      facts.map((id) => {
        const fact = computed?.get(id);
        if (!fact) return [id, read.get(fieldOf(id))!];
        return [id, numberColumnOf(fact.column(new Map(fact.of.map((field) => [field, scaledOf(read.get(field))]))))];
      }),
    );
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
