import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { Column, Sorting } from './column.js';
import { useIsPrinting } from './is-printing.js';
import css from './table.module.css';

const ROW_PX = 36;

interface Shown<T> {
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string;
  readonly caption: string;
  readonly sorting: Sorting | undefined;
  readonly sort: (by: Sorting | undefined) => void;
}

/** A table of any length: only what is in view is in the document, and the rest is said by `aria-rowcount`. */
export function VirtualTable<T>({ rows, columns, keyOf, caption, sorting, sort }: Shown<T>) {
  const scroll = useRef<HTMLDivElement>(null);
  const isPrinting = useIsPrinting();
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => ROW_PX, overscan: 12 });
  const shown = isPrinting ? rows.map((_, index) => index) : virtual.getVirtualItems().map(({ index }) => index);
  const above = isPrinting ? 0 : (shown[0] ?? 0) * ROW_PX;
  const below = isPrinting ? 0 : Math.max(0, rows.length - 1 - (shown[shown.length - 1] ?? rows.length - 1)) * ROW_PX;
  return (
    <div ref={scroll} className={css.scroll} tabIndex={0} role="region" aria-label={caption}>
      <table className={css.list} aria-rowcount={rows.length + 1} style={{ minWidth: columns.reduce((sum, { width }) => sum + width, 0) }}>
        <caption className="hidden">{caption}</caption>
        <colgroup>
          {columns.map(({ id, width }) => (
            <col key={id} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Head key={column.id} column={column} sorting={sorting} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Space height={above} columns={columns.length} />}
          {shown.map((index) => {
            const row = rows[index]!;
            return (
              <tr key={keyOf(row)} aria-rowindex={index + 2}>
                {columns.map(({ id, isNumber, isHead, cell, valueOf }) => {
                  const content = cell ? cell(row) : (valueOf(row) ?? '');
                  return isHead ? (
                    <th key={id} scope="row">
                      {content}
                    </th>
                  ) : (
                    <td key={id} className={isNumber ? 'number' : undefined}>
                      {content}
                    </td>
                  );
                })}
              </tr>
            );
          })}
          {below > 0 && <Space height={below} columns={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

/** One way, the other, and as it was. */
function Head<T>({ column, sorting, sort }: Pick<Shown<T>, 'sorting' | 'sort'> & { readonly column: Column<T> }) {
  const { id, title, isNumber, isMostFirst = false } = column;
  const its = sorting?.id === id ? sorting : undefined;
  const next = !its ? { id, desc: isMostFirst } : its.desc === isMostFirst ? { id, desc: !isMostFirst } : undefined;
  return (
    <th scope="col" className={isNumber ? 'number' : undefined} aria-sort={its ? (its.desc ? 'descending' : 'ascending') : 'none'}>
      <button type="button" onClick={() => sort(next)}>
        {title}
        <span aria-hidden="true">{its && (its.desc ? ' ↓' : ' ↑')}</span>
      </button>
    </th>
  );
}

function Space({ height, columns }: { readonly height: number; readonly columns: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}
