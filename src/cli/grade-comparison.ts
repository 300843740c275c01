import type { Assessed } from '../assessment/assessor.js';
import { compareAssessments } from '../grading/compare.js';
import type { Listing } from './listing.js';
import { alignedTable } from './table.js';

/** Two assessments of one population side by side: how many went from which class to which, who, and by what. */
function compared(from: Assessed, to: Assessed) {
  const { matrix, movers } = compareAssessments(from.assessment, to.assessment);
  return {
    from: { scheme: from.scheme.scheme.id, digest: from.scheme.digest },
    to: { scheme: to.scheme.scheme.id, digest: to.scheme.digest },
    year: from.year,
    dataVersion: String(from.version),
    matrix: matrix.map(({ from: before, to: after, count }) => ({ from: before || null, to: after || null, count })),
    movers: movers.map((mover) => ({
      creditCode: mover.from.creditCode,
      name: from.names(mover.from.creditCode),
      from: mover.from.final ?? null,
      to: mover.to.final ?? null,
      becauseOf: mover.becauseOf,
    })),
  };
}

const HEADER = ['统一社会信用代码', '企业名称', '原等级', '新等级', '引起变化的指标'];

/** How a comparison is printed; `chosen` the enterprises that are listed, the matrix counts all. */
export function comparisonListing(from: Assessed, to: Assessed, chosen: (creditCode: string) => boolean): Listing {
  const whole = compared(from, to);
  const movers = whole.movers.filter(({ creditCode }) => chosen(creditCode));
  return {
    title: `${whole.year} 年度等级变动`,
    header: HEADER,
    rows: movers.map(({ creditCode, name, from: before, to: after, becauseOf }) => {
      return [creditCode, name ?? '', before ?? '', after ?? '', becauseOf.join(' ')];
    }),
    above: [headline(whole), '', matrixTable(whole), ''],
    json: { ...whole, movers },
  };
}

type Compared = ReturnType<typeof compared>;

function headline({ from, to, year, dataVersion, movers }: Compared): string {
  return `${from.scheme} → ${to.scheme}（${year} 年度，数据版本 ${dataVersion}）：${movers.length} 户等级有变化`;
}

function matrixTable({ matrix }: Compared): string {
  const classes = [...new Set(matrix.flatMap((move) => [move.from, move.to]))];
  const count = (before: string | null, after: string | null) =>
    String(matrix.find((move) => move.from === before && move.to === after)?.count ?? 0);
  const name = (each: string | null) => each ?? '无';
  return alignedTable(
    ['原 \\ 新', ...classes.map(name)],
    classes.map((before) => [name(before), ...classes.map((after) => count(before, after))]),
    classes.map(name),
  );
}
