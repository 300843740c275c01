import { valuesOf, type RowValues } from '../db/record-values.js';
import { sourceOf, type Source } from '../db/versioned.js';
import type { Columns, Dataset } from '../handover/dataset.js';

/** What every department's record of an enterprise's year has. */
export interface AnnualRecord {
  readonly creditCode: string;
  readonly year: number;
  /** The handed-over lines that it was made of. */
  readonly sources: readonly Source[];
}

type FactFields<C extends Columns> = { [F in keyof C]: C[F] extends { fact: true } ? F : never }[keyof C];

/** Whose, which year, and the facts of a dataset that is handed over by the year; missing is undefined. */
export type YearRecord<D extends Dataset> = AnnualRecord & RowValues<Pick<D['fields'], FactFields<D['fields']>>>;

/** A stored row of such a dataset. */
export interface AnnualRow extends Source {
  readonly creditCode: string;
  readonly year: number;
}

/** Makes the records of stored rows of a dataset, one of one. */
export function yearRecords<D extends Dataset>(dataset: D): (row: AnnualRow) => YearRecord<D> {
  const facts = dataset.columns.filter(({ fact }) => fact);
  return (row) => {
    const { creditCode, year } = row;
    return { creditCode, year, ...valuesOf(facts, row), sources: [sourceOf(row)] } as unknown as YearRecord<D>;
  };
}

/** The lines behind the records of some enterprises; who has no record is left out. */
export function sourcesOf(
  records: ReadonlyMap<string, { readonly sources: readonly Source[] }>,
  creditCodes: readonly string[],
): ReadonlyMap<string, readonly Source[]> {
  return new Map(
    creditCodes.flatMap((code) => {
      const record = records.get(code);
      return record ? [[code, record.sources] as const] : [];
    }),
  );
}
