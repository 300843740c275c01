import type { Workbook } from '../workbook/workbook.js';
import type { ExecutionList } from './execution-list.js';
import { FIGURE_CELLS, listHeader, listTitle } from './execution-rows.js';

/** An execution list as a workbook: the amounts are numbers, to be added up; codes, accounts and rates are texts. */
export function executionWorkbook({ kind, year, number, digest, madeAt, rows }: ExecutionList): Workbook {
  return {
    table: {
      name: listTitle(kind),
      columns: listHeader(kind).map((heading, index) => ({ heading, figures: FIGURE_CELLS.includes(index) })),
      rows: [rows],
    },
    properties: {
      title: listTitle(kind),
      creator: '亩均中枢',
      description: `${year} 年度第 ${number} 版 ${digest}`,
      created: madeAt.toISOString(),
    },
  };
}
