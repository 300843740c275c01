import type { ReactNode } from 'react';
import css from './table.module.css';

/** A column of a table that is shown whole. */
export interface PlainColumn<T> {
  readonly title: string;
  readonly isNumber?: boolean;
  readonly of: (row: T) => ReactNode;
}

/** A table that is shown whole, its first column naming the row. */
export function PlainTable<T>({
  rows,
  columns,
  caption,
  keyOf,
  of,
}: {
  readonly rows: readonly T[];
  readonly columns: readonly PlainColumn<T>[];
  readonly caption: string;
  readonly keyOf: (row: T) => string;
  /** How many rows there are in all, where these are a part of them. */
  readonly of?: number;
}) {
  return (
    <div className={css.wide} tabIndex={0} role="region" aria-label={caption}>
      <table className={css.plainTable} aria-rowcount={of !== undefined && of > rows.length ? of + 1 : undefined}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, isNumber }) => (
              <th key={title} scope="col" className={isNumber ? 'number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ title, isNumber, of: cell }, index) =>
                index === 0 ? (
                  <th key={title} scope="row" className={css.rowHead}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={title} className={isNumber ? 'number' : undefined}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
