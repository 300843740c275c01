import { Rational } from '../grading/rational.js';
import type { ColumnDeclaration, ColumnDefinition, Columns, Dataset } from '../handover/dataset.js';
import { sourceOf, type Source } from './versioned.js';

/** What a cell is computed with: numbers exact, dates as YYYY-MM-DD. */
interface Values {
  readonly number: Rational;
  readonly boolean: boolean;
  readonly year: number;
  readonly quarter: number;
}
type Value<C extends ColumnDeclaration> = C['kind'] extends keyof Values ? Values[C['kind']] : string;

/** Where a cell is missing: numbers and booleans are undefined, which is what grading calls missing; all else is null. */
type Missing<C extends ColumnDeclaration> = C['kind'] extends 'number' | 'boolean' ? undefined : null;

/** The cells of a row by field; a key is always there, unless its cells may be empty. */
export type RowValues<C extends Columns> = {
  readonly [F in keyof C]: C[F] extends { key: true; mayBeEmpty?: false } ? Value<C[F]> : Value<C[F]> | Missing<C[F]>;
};

/** A row as it was handed over, and the line that it came from. */
export type HandedOver<D extends Dataset> = RowValues<D['fields']> & { readonly source: Source };

/** The record of a stored row. */
export function handedOver<C extends Columns>(
  dataset: Dataset<C>,
  row: Source & Readonly<Record<keyof C, unknown>>,
): HandedOver<Dataset<C>> {
  return { ...(valuesOf(dataset.columns, row) as RowValues<C>), source: sourceOf(row) };
}

/** The values of some columns of a stored row, by field. */
export function valuesOf(columns: readonly ColumnDefinition[], row: object): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { field, kind } of columns) {
    const stored = (row as Record<string, unknown>)[field];
    if (kind === 'number') values[field] = exact(stored as string | null);
    else values[field] = kind === 'boolean' ? (stored ?? undefined) : stored;
  }
  return values;
}

/** A stored decimal as an exact number; missing stays missing. */
export function exact(stored: string | null): Rational | undefined {
  return stored === null ? undefined : Rational.from(stored);
}
