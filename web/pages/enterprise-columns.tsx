import { Link } from 'wouter';
import { ClassMark } from '../chart/class-mark.js';
import type { Listed } from '../hub/all-enterprises.js';
import type { Column } from '../table/column.js';
import { STATE_WORDS } from '../words/classes.js';
import { figure } from '../words/figures.js';

/** The columns of the list. @param letters of the classes, best first; @param groups titles by id; @param query of the links */
export function enterpriseColumns(
  letters: readonly string[],
  groups: ReadonlyMap<string, string>,
  query: string,
): readonly Column<Listed>[] {
  const nameOf = ({ enterprise }: Listed) => enterprise.name ?? enterprise.creditCode;
  return [
    {
      id: 'name',
      title: '企业名称',
      width: 232,
      isHead: true,
      valueOf: nameOf,
      compare: byPinyin,
      cell: (row) => (
        <Link href={`/enterprises/${row.enterprise.creditCode}${query}`} title={nameOf(row)}>
          {nameOf(row)}
        </Link>
      ),
    },
    { id: 'code', title: '统一社会信用代码', width: 194, valueOf: ({ enterprise }) => enterprise.creditCode },
    {
      id: 'class',
      title: '类别',
      width: 84,
      valueOf: (row) => row.class ?? undefined,
      cell: ({ class: letter, state }) => {
        if (letter) return <ClassMark letter={letter} index={letters.indexOf(letter)} />;
        return state && state !== 'GRADED' ? STATE_WORDS[state] : '—';
      },
    },
    {
      id: 'rank',
      title: '名次',
      width: 96,
      isNumber: true,
      valueOf: ({ rank }) => rank ?? undefined,
      cell: ({ rank, rankedOf }) => (rank ? `${rank}/${rankedOf ?? '—'}` : '—'),
    },
    {
      id: 'total',
      title: '总分（分）',
      width: 110,
      isNumber: true,
      isMostFirst: true,
      valueOf: ({ total }) => (total ? Number(total) : undefined),
      cell: ({ total }) => figure(total),
    },
    {
      id: 'group',
      title: '评价组',
      width: 136,
      valueOf: ({ group }) => (group ? (groups.get(group) ?? group) : undefined),
    },
    { id: 'initial', title: '初评', width: 64, valueOf: ({ initialClass }) => initialClass ?? undefined },
    { id: 'zone', title: '园区', width: 112, valueOf: ({ enterprise }) => enterprise.zone ?? undefined },
    { id: 'town', title: '镇街', width: 112, valueOf: ({ enterprise }) => enterprise.town ?? undefined },
    { id: 'industry', title: '行业', width: 68, valueOf: ({ enterprise }) => enterprise.industry ?? undefined },
    { id: 'industryGroup', title: '行业组', width: 120, valueOf: ({ enterprise }) => enterprise.industryGroup ?? undefined },
  ];
}

let collator: Intl.Collator | undefined;
/** As names stand in a Chinese list. */
function byPinyin(a: string, b: string): number {
  collator ??= new Intl.Collator('zh-CN');
  return collator.compare(a, b);
}
