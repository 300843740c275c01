import { createColumnHelper } from '@tanstack/react-table';
import { Link } from 'wouter';
import { ClassMark } from '../chart/class-mark.js';
import type { Listed } from '../hub/all-enterprises.js';
import { STATE_WORDS } from '../words/classes.js';
import { figure } from '../words/figures.js';

const column = createColumnHelper<Listed>();
/** A missing value comes last, whichever way is sorted. */
const missing = <T,>(value: T | null | undefined): T | undefined => value ?? undefined;

/** The columns of the list. @param letters of the classes, best first; @param groups titles by id; @param query of the links */
export function enterpriseColumns(letters: readonly string[], groups: ReadonlyMap<string, string>, query: string) {
  return [
    column.accessor(({ enterprise }) => enterprise.name ?? enterprise.creditCode, {
      id: 'name',
      header: '企业名称',
      size: 232,
      meta: { isHead: true },
      enableHiding: false,
      sortingFn: (a, b) => (a.original.enterprise.name ?? '').localeCompare(b.original.enterprise.name ?? '', 'zh-CN'),
      cell: ({ row: { original }, getValue }) => (
        <Link href={`/enterprises/${original.enterprise.creditCode}${query}`} title={getValue()}>
          {getValue()}
        </Link>
      ),
    }),
    column.accessor(({ enterprise }) => enterprise.creditCode, { id: 'code', header: '统一社会信用代码', size: 194 }),
    column.accessor((each) => missing(each.class), {
      id: 'class',
      header: '类别',
      size: 84,
      sortUndefined: 'last',
      cell: ({ getValue, row: { original } }) => {
        const letter = getValue();
        if (letter) return <ClassMark letter={letter} index={letters.indexOf(letter)} />;
        return original.state && original.state !== 'GRADED' ? STATE_WORDS[original.state] : '—';
      },
    }),
    column.accessor((each) => missing(each.rank), {
      id: 'rank',
      header: '名次',
      size: 96,
      sortUndefined: 'last',
      meta: { isNumber: true },
      cell: ({ getValue, row: { original } }) => (getValue() ? `${getValue()}/${original.rankedOf ?? '—'}` : '—'),
    }),
    column.accessor((each) => (each.total ? Number(each.total) : undefined), {
      id: 'total',
      header: '总分（分）',
      size: 110,
      sortUndefined: 'last',
      meta: { isNumber: true },
      cell: ({ row: { original } }) => figure(original.total),
    }),
    column.accessor((each) => (each.group ? (groups.get(String(each.group)) ?? String(each.group)) : undefined), {
      id: 'group',
      header: '评价组',
      size: 136,
      sortUndefined: 'last',
    }),
    column.accessor((each) => missing(each.initialClass), { id: 'initial', header: '初评', size: 64, sortUndefined: 'last' }),
    column.accessor(({ enterprise }) => missing(enterprise.zone), { id: 'zone', header: '园区', size: 112, sortUndefined: 'last' }),
    column.accessor(({ enterprise }) => missing(enterprise.town), { id: 'town', header: '镇街', size: 112, sortUndefined: 'last' }),
    column.accessor(({ enterprise }) => missing(enterprise.industry), { id: 'industry', header: '行业', size: 68, sortUndefined: 'last' }),
    column.accessor(({ enterprise }) => missing(enterprise.industryGroup), {
      id: 'industryGroup',
      header: '行业组',
      size: 120,
      sortUndefined: 'last',
    }),
  ];
}
