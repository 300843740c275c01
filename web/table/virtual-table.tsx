import { flexRender, type Column, type RowData, type Table } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useIsPrinting } from './is-printing.js';
import css from './table.module.css';

declare module '@tanstack/react-table' {
  // The library's own names for what its columns hold.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface ColumnMeta<TData extends RowData, TValue> {
    readonly isNumber?: boolean;
    /** The column whose cell names its row. */
    readonly isHead?: boolean;
  }
}

const ROW_PX = 36;

/** A table of any length: only what is in view is in the document, and the rest is said by `aria-rowcount`. */
export function VirtualTable<T>({ table, caption }: { readonly table: Table<T>; readonly caption: string }) {
  const scroll = useRef<HTMLDivElement>(null);
  const isPrinting = useIsPrinting();
  const { rows } = table.getRowModel();
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => ROW_PX, overscan: 12 });
  const shown = isPrinting ? rows.map((_, index) => index) : virtual.getVirtualItems().map(({ index }) => index);
  const above = isPrinting ? 0 : (shown[0] ?? 0) * ROW_PX;
  const below = isPrinting ? 0 : Math.max(0, rows.length - 1 - (shown[shown.length - 1] ?? rows.length - 1)) * ROW_PX;
  const columns = table.getVisibleLeafColumns();
  return (
    <div ref={scroll} className={css.scroll} tabIndex={0} role="region" aria-label={caption}>
      <table className={css.list} aria-rowcount={rows.length + 1} style={{ minWidth: table.getTotalSize() }}>
        <caption className="hidden">{caption}</caption>
        <colgroup>
          {columns.map((column) => (
            <col key={column.id} style={{ width: column.getSize() }} />
          ))}
        </colgroup>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1}>
              {group.headers.map((header) => (
                <Head key={header.id} column={header.column}>
                  {flexRender(header.column.columnDef.header, header.getContext())}
                </Head>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {above > 0 && <Space height={above} columns={columns.length} />}
          {shown.map((index) => {
            const row = rows[index]!;
            return (
              <tr key={row.id} aria-rowindex={index + 2}>
                {row.getVisibleCells().map((cell) => {
                  const { isNumber, isHead } = cell.column.columnDef.meta ?? {};
                  const content = flexRender(cell.column.columnDef.cell, cell.getContext());
                  return isHead ? (
                    <th key={cell.id} scope="row">
                      {content}
                    </th>
                  ) : (
                    <td key={cell.id} className={isNumber ? 'number' : undefined}>
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

const SORTED = { asc: 'ascending', desc: 'descending' } as const;
const ARROW = { asc: ' ↑', desc: ' ↓' } as const;

function Head<T>({ column, children }: { readonly column: Column<T>; readonly children: React.ReactNode }) {
  const sorted = column.getIsSorted();
  const side = column.columnDef.meta?.isNumber ? 'number' : undefined;
  if (!column.getCanSort())
    return (
      <th scope="col" className={`${css.plain} ${side ?? ''}`}>
        {children}
      </th>
    );
  return (
    <th scope="col" className={side} aria-sort={sorted ? SORTED[sorted] : 'none'}>
      <button type="button" onClick={() => column.toggleSorting()}>
        {children}
        <span aria-hidden="true">{sorted ? ARROW[sorted] : ''}</span>
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
