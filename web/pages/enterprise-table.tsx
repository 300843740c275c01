import { useDeferredValue, useMemo, useState } from 'react';
import type { EnterpriseRows, Listed } from '../hub/all-enterprises.js';
import { WithheldNote } from '../frame/withheld-note.js';
import { inOrder } from '../table/in-order.js';
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
  // Of all rows, once: not anew with each letter typed.
  const choices = useMemo(() => FILTERS.map(([name, title, of]) => ({ name, title, values: valuesOf(list.rows, of) })), [list.rows]);
  const letters = useMemo(() => [...new Set(groups.flatMap(({ classes }) => classes?.map((each) => each.class) ?? []))], [groups]);
  const titles = useMemo(() => new Map(groups.map(({ id, title }) => [id, title])), [groups]);
  const query = `?${new URLSearchParams({ scheme, year: String(year) }).toString()}`;
  const columns = useMemo(() => enterpriseColumns(letters, titles, query), [letters, titles, query]);
  const offIds = kept.get('off');
  const off = useMemo(() => offIds.split(',').filter(Boolean), [offIds]);
  const visible = useMemo(() => columns.filter(({ id, isHead }) => isHead || !off.includes(id)), [columns, off]);
  // Put in order once: a letter typed only leaves rows out.
  const ordered = useMemo(() => inOrder(list.rows, kept.sorting, columns), [list.rows, kept.sorting, columns]);
  const texts = useMemo(() => new Map(list.rows.map((row) => [row, textOf(row)])), [list.rows]);
  const rows = useMemo(() => {
    const values = chosen.split('\n');
    return ordered.filter(
      (row) =>
        (wanted === '' || texts.get(row)!.includes(wanted)) &&
        FILTERS.every(([, , of], index) => values[index] === '' || (of(row) ?? '') === values[index]),
    );
  }, [ordered, texts, wanted, chosen]);
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
            {columns
              .filter(({ isHead }) => !isHead)
              .map(({ id, title }) => (
                <label key={id}>
                  <input
                    type="checkbox"
                    checked={!off.includes(id)}
                    onChange={() => kept.set('off', (off.includes(id) ? off.filter((each) => each !== id) : [...off, id]).join(','))}
                  />
                  {title}
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
        <VirtualTable
          rows={rows}
          columns={visible}
          keyOf={({ enterprise }) => enterprise.creditCode}
          caption="企业名单"
          sorting={kept.sorting}
          sort={kept.setSorting}
        />
      )}
      <WithheldNote withheld={list.withheld} />
    </>
  );
}

function valuesOf(rows: readonly Listed[], of: (row: Listed) => string | null | undefined): readonly string[] {
  return [...new Set(rows.flatMap((row) => of(row) ?? []))].sort();
}

/** What a row is searched in. */
function textOf({ enterprise: { name, creditCode } }: Listed): string {
  return `${name ?? ''}\n${creditCode}`.toLowerCase();
}
