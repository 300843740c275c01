import type { Assessed } from '../assessment/assessor.js';
import { compareAssessments } from '../grading/compare.js';
import { csvText } from '../handover/csv-writing.js';
import type { Format } from './grade-formats.js';
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

function rows({ movers }: ReturnType<typeof compared>): string[][] {
  return movers.map(({ creditCode, name, from, to, becauseOf }) => [creditCode, name ?? '', from ?? '', to ?? '', becauseOf.join(' ')]);
}

/** How a comparison is printed. */
export const COMPARISON_FORMATS: Record<Format, (from: Assessed, to: Assessed) => string> = {
  json: (from, to) => JSON.stringify(compared(from, to), null, 1),
  csv: (from, to) => csvText(HEADER, rows(compared(from, to))),
  table: (from, to) => {
    const comparison = compared(from, to);
    const { matrix, movers, year, dataVersion } = comparison;
    const classes = [...new Set(matrix.flatMap((move) => [move.from, move.to]))];
    const count = (before: string | null, after: string | null) =>
      String(matrix.find((move) => move.from === before && move.to === after)?.count ?? 0);
    const name = (each: string | null) => each ?? '无';
    const table = alignedTable(
      ['原 \\ 新', ...classes.map(name)],
      classes.map((before) => [name(before), ...classes.map((after) => count(before, after))]),
      classes.map(name),
    );
    const head = `${comparison.from.scheme} → ${comparison.to.scheme}（${year} 年度，数据版本 ${dataVersion}）：${movers.length} 户等级有变化`;
    return [head, '', table, '', ...(movers.length ? [alignedTable(HEADER, rows(comparison))] : [])].join('\n');
  },
};
