import { getCoreRowModel, getSortedRowModel, useReactTable } from '@tanstack/react-table';
import { useDeferredValue, useMemo, useState } from 'react';
import type { EnterpriseRows, Listed } from '../hub/all-enterprises.js';
import { WithheldNote } from '../frame/withheld-note.js';
import { useKeptInAddress } from '../table/kept-in-address.js';
import { TakeAway } from '../table/take-away.js';
import css from '../table/table.module.css';
import { VirtualTable } from '../table/virtual-table.js';
import { count } from '../words/figures.js';
import { enterpriseColumns } from './enterprise-columns.js';

/** What the list is filtered by, beside the search: the name in the address, the words, the value of a row. */
const FILTERS: readonly (readonly [name: string, title: string, of: (row: Listed) => string | null | undefined])[] = [
  ['class', '类别', (row) => row.class],
  ['group', '评价组', (row) => row.group],
  ['zone', '园区', ({ enterprise }) => enterprise.zone],
  ['town', '镇街', ({ enterprise }) => enterprise.town],
  ['industry', '行业', ({ enterprise }) => enterprise.industry?.slice(0, 2)],
];

interface Group {
  readonly id: string;
  readonly title: string;
  readonly classes?: readonly { readonly class: string }[] | null;
}

/** The list: searched, filtered, sorted, by columns of one's choice, all of it in the address; and taken away as it is shown. */
export function EnterpriseTable({
  list,
  groups,
  scheme,
  year,
}: {
  readonly list: EnterpriseRows;
  readonly groups: readonly Group[];
  readonly scheme: string;
  readonly year: number;
}) {
  const kept = useKeptInAddress();
  const [search, setSearch] = useState(kept.get('q'));
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const chosen = FILTERS.map(([name]) => kept.get(name)).join('\n');
  const rows = useMemo(() => {
    const values = chosen.split('\n');
    return list.rows.filter(
      (row) =>
        (wanted === '' ||
          (row.enterprise.name ?? '').toLowerCase().includes(wanted) ||
          row.enterprise.creditCode.toLowerCase().includes(wanted)) &&
        FILTERS.every(([, , of], index) => values[index] === '' || (of(row) ?? '') === values[index]),
    );
  }, [list.rows, wanted, chosen]);
  // Of all rows, once: not anew with each letter typed.
  const choices = useMemo(() => FILTERS.map(([name, title, of]) => ({ name, title, values: valuesOf(list.rows, of) })), [list.rows]);
  const letters = useMemo(() => [...new Set(groups.flatMap(({ classes }) => classes?.map((each) => each.class) ?? []))], [groups]);
  const titles = useMemo(() => new Map(groups.map(({ id, title }) => [id, title])), [groups]);
  const query = `?${new URLSearchParams({ scheme, year: String(year) }).toString()}`;
  const columns = useMemo(() => enterpriseColumns(letters, titles, query), [letters, titles, query]);
  const offIds = kept.get('off');
  const off = useMemo(() => offIds.split(',').filter(Boolean), [offIds]);
  const columnVisibility = useMemo(() => Object.fromEntries(off.map((id) => [id, false])), [off]);
  const table = useReactTable({
    data: rows as Listed[],
    columns,
    state: { sorting: kept.sorting, columnVisibility },
    onSortingChange: (update) => kept.setSorting(typeof update === 'function' ? update(kept.sorting) : update),
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    getRowId: ({ enterprise }) => enterprise.creditCode,
    enableMultiSort: false,
    autoResetPageIndex: false,
  });
  const isWhole = rows.length === list.rows.length;
  const filter = isWhole ? {} : { filter: { creditCodes: rows.map(({ enterprise }) => enterprise.creditCode) } };
  return (
    <>
      <div className={css.tools} role="search">
        <input
          type="search"
          aria-label="按名称或代码查找"
          placeholder="名称或统一社会信用代码"
          value={search}
          onChange={({ target }) => {
            setSearch(target.value);
            kept.set('q', target.value.trim());
          }}
        />
        {choices.map(({ name, title, values }) => (
          <label key={name}>
            {title}
            <select value={kept.get(name)} onChange={({ target }) => kept.set(name, target.value)}>
              <option value="">全部</option>
              {values.map((value) => (
                <option key={value} value={value}>
                  {(name === 'group' && titles.get(value)) || value}
                </option>
              ))}
            </select>
          </label>
        ))}
        <details className={css.columns}>
          <summary>选择列</summary>
          <div>
            {table
              .getAllLeafColumns()
              .filter((column) => column.getCanHide())
              .map((column) => (
                <label key={column.id}>
                  <input
                    type="checkbox"
                    checked={column.getIsVisible()}
                    onChange={() =>
                      kept.set('off', (off.includes(column.id) ? off.filter((id) => id !== column.id) : [...off, column.id]).join(','))
                    }
                  />
                  {String(column.columnDef.header)}
                </label>
              ))}
          </div>
        </details>
        <TakeAway document="enterprise-list" variables={{ scheme, year, ...filter }} title={`${year}年企业名单`} />
      </div>
      <p className={css.count} role="status">
        共 {count(rows.length)} 家{!isWhole && `（全部 ${count(list.rows.length)} 家中）`}
        <span className="soft">　数据版本 {list.dataVersion}</span>
      </p>
      {rows.length === 0 ? (
        <p>没有符合条件的企业：请放宽筛选条件，或检查名称、代码。</p>
      ) : (
        <VirtualTable table={table} caption="企业名单" />
      )}
      <WithheldNote withheld={list.withheld} />
    </>
  );
}

function valuesOf(rows: readonly Listed[], of: (row: Listed) => string | null | undefined): readonly string[] {
  return [...new Set(rows.flatMap((row) => of(row) ?? []))].sort();
}
