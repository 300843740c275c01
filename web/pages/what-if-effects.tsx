import { Link } from 'wouter';
import type { WhatIfQuery } from '../generated/graphql.js';
import { ClassMark } from '../chart/class-mark.js';
import { PlainTable } from '../table/plain-table.js';
import { TREATMENT_WORDS } from '../words/classes.js';
import { count, figure } from '../words/figures.js';
import css from './what-if.module.css';

type WhatIf = NonNullable<WhatIfQuery['whatIf']>;

/** What amendments do: moves between classes, the money, who moves and by which indicator. */
export function Effects({
  whatIf,
  titles,
  under,
}: {
  readonly whatIf: WhatIf;
  readonly titles: ReadonlyMap<string, string>;
  readonly under: string;
}) {
  const { matrix, fiscal, movers, notices, base } = whatIf;
  const order = [...new Set(base.groups.flatMap(({ classes }) => classes?.map((each) => each.class) ?? []))];
  const letters = [...new Set([...order, ...(matrix ?? []).flatMap(({ from, to }) => [from, to])])];
  const of = (from: string, to: string) => matrix?.find((each) => each.from === from && each.to === to)?.count;
  const moved = (matrix ?? []).filter(({ from, to }) => from !== to).reduce((sum, each) => sum + (each.count ?? 0), 0);
  return (
    <>
      <p className={css.moved}>
        <b>{count(moved)}</b> 家类别变动
      </p>
      {notices?.map((notice) => (
        <p key={notice} className="soft">
          {notice}
        </p>
      ))}
      <table className={css.matrix}>
        <caption>类别变动（家）：行为原类别，列为新类别</caption>
        <thead>
          <tr>
            <td />
            {letters.map((letter) => (
              <th key={letter} scope="col" className="number">
                <ClassMark letter={letter} index={order.indexOf(letter)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {letters.map((from) => (
            <tr key={from}>
              <th scope="row">
                <ClassMark letter={from} index={order.indexOf(from)} />
              </th>
              {letters.map((to) => (
                <td key={to} className={`number ${from === to ? css.same : (of(from, to) ?? 0) > 0 ? css.move : ''}`}>
                  {matrix ? (of(from, to) ?? 0) : '—'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {fiscal && fiscal.length > 0 && (
        <PlainTable
          caption="财政影响"
          rows={fiscal}
          keyOf={({ kind, unit }) => `${kind} ${unit}`}
          columns={[
            { title: '政策', of: (each) => TREATMENT_WORDS[each.kind] },
            { title: '单位', of: (each) => each.unit },
            { title: '修改前', isNumber: true, of: (each) => figure(each.base) },
            { title: '修改后', isNumber: true, of: (each) => figure(each.amended) },
          ]}
        />
      )}
      {movers && (
        <PlainTable
          caption={`变动企业：共 ${count(movers.totalCount ?? 0)} 家${(movers.totalCount ?? 0) > movers.nodes.length ? `，列出前 ${movers.nodes.length} 家` : ''}`}
          rows={movers.nodes}
          keyOf={({ enterprise }) => enterprise.creditCode}
          columns={[
            {
              title: '企业',
              of: ({ enterprise }) => (
                <Link href={`/enterprises/${enterprise.creditCode}?${under}`}>{enterprise.name ?? enterprise.creditCode}</Link>
              ),
            },
            { title: '类别', of: ({ from, to }) => `${from.class ?? '—'} → ${to.class ?? '—'}` },
            { title: '名次', isNumber: true, of: ({ from, to }) => `${from.rank ?? '—'} → ${to.rank ?? '—'}` },
            { title: '总分（分）', isNumber: true, of: ({ from, to }) => `${figure(from.total)} → ${figure(to.total)}` },
            { title: '因何变动', of: ({ becauseOf }) => becauseOf?.map((id) => titles.get(id) ?? id).join('、') || '名次相对变动' },
          ]}
        />
      )}
    </>
  );
}
