import { useSearch, Link } from 'wouter';
import type { LandTaxSumsQuery } from '../generated/graphql.js';
import { PlainTable } from '../table/plain-table.js';
import { count, figure } from '../words/figures.js';

type Sum = NonNullable<NonNullable<LandTaxSumsQuery['landTaxFindings']>['byKind']>[number];

/** Findings added up by one thing; each row leads to its findings where the list can be filtered by it. */
export function SumsTable({
  title,
  sums,
  filter,
  wordOf = (key) => key,
}: {
  readonly title: string;
  readonly sums: readonly Sum[] | null | undefined;
  /** The filter of the list that a key is. */
  readonly filter?: string;
  readonly wordOf?: (key: string) => string;
}) {
  const search = useSearch();
  const to = (name: string, key: string) => {
    const query = new URLSearchParams(search);
    query.set(name, key);
    return `/land/findings?${query.toString()}`;
  };
  return (
    <PlainTable
      caption={`按${title}，共 ${count(sums?.length ?? 0)} 行`}
      rows={sums ?? []}
      keyOf={({ key }) => key}
      columns={[
        { title, of: ({ key }) => (key && filter ? <Link href={to(filter, key)}>{wordOf(key)}</Link> : wordOf(key) || '未登记') },
        { title: '疑点（条）', isNumber: true, of: (each) => (each.count === null || each.count === undefined ? '—' : count(each.count)) },
        { title: '涉及税额（元/年）', isNumber: true, of: (each) => figure(each.taxAtStake) },
        {
          title: '税额未知（条）',
          isNumber: true,
          of: (each) => (each.unknown === null || each.unknown === undefined ? '—' : count(each.unknown)),
        },
      ]}
    />
  );
}
