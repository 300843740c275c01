import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { Readings } from '../db/readings.js';
import type { RecordSet } from '../db/record-set.js';
import type { Records } from '../db/records.js';
import { handedOver, type HandedOver } from '../db/record-values.js';
import { touchedBetween } from '../db/touched.js';
import { columnsRead, holdsAt, type Source } from '../db/versioned.js';
import type { Columns, Dataset } from '../handover/dataset.js';

/** Versions of all datasets of a department together. */
const READINGS_KEPT = 36;

/** A dataset of which all rows are read together, and its table. */
export interface WholeSet<D extends Dataset> {
  readonly dataset: D;
  readonly table: RecordSet['table'] & { readonly raw: PgColumn };
}

/**
 * All rows of datasets that are reckoned with together and by no enterprise and year, as they held at a data version: one
 * statement a dataset, and none where no row of it came or went since it was read.
 */
export class WholeRecords {
  readonly #records: Records;
  readonly #readings = new Readings<readonly unknown[]>(READINGS_KEPT);

  constructor(records: Records) {
    this.#records = records;
  }

  /** @throws SourceUnavailable */
  async of<C extends Columns>({ dataset, table }: WholeSet<Dataset<C>>, version: number): Promise<readonly HandedOver<Dataset<C>>[]> {
    const rows = await this.#readings.read(
      version,
      async (after, upTo) => touchedBetween(await this.#records.at(version), after, upTo, { table }),
      async (untouched) => untouched ?? this.#read(dataset, table, version),
      dataset.id,
    );
    return rows as readonly HandedOver<Dataset<C>>[];
  }

  async #read(dataset: Dataset, table: WholeSet<Dataset>['table'], version: number): Promise<readonly HandedOver<Dataset>[]> {
    const rows: unknown = await (
      await this.#records.at(version)
    )
      .select(columnsRead(table) as Record<string, PgColumn>)
      .from(table as PgTable)
      .where(holdsAt(table, version));
    return (rows as (Source & Record<string, unknown>)[]).map((row) => handedOver(dataset, row));
  }
}
