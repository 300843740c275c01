import { LimitExceeded } from '../../graphql/limits/exceeded.js';
import { BeyondXlsx } from '../../workbook/beyond-xlsx.js';
import type { NotesSection } from '../../workbook/notes-sheet.js';
import type { Batch } from '../../workbook/table-sheet.js';
import { xlsxOf, type Workbook } from '../../workbook/workbook.js';
import type { Table, TableFormat } from './table-file.js';
import { cellText } from './table-rows.js';
import { inOneLine } from './watermark.js';

/** Types of GraphQL whose values are figures; all else, ids and codes among them, is text. */
const FIGURES = ['Int', 'Decimal'];

/** A workbook with the rows (数据) and a sheet that says what they are (说明); under Chinese headings codes are in words. */
export const xlsxFormat: TableFormat = {
  mediaType: () => 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  write: async function* (table) {
    try {
      yield* xlsxOf(workbookOf(table)) as AsyncIterable<Buffer>;
    } catch (error) {
      throw error instanceof BeyondXlsx ? new LimitExceeded(error.message, 413) : error;
    }
  },
};

function workbookOf(table: Table): Workbook {
  const { title, columns, headers, language, rows, watermark } = table;
  return {
    table: {
      name: '数据',
      columns: columns.map(({ type, words }, index) => ({
        heading: headers[index]!,
        figures: FIGURES.includes(type),
        words: language === 'zh' ? words : undefined,
      })),
      rows: texts(rows),
    },
    notes: { name: '说明', sections: () => notes(table) },
    properties: { title, creator: watermark.subject, description: inOneLine(watermark), created: watermark.at },
  };
}

async function* texts(rows: Table['rows']): AsyncGenerator<Batch> {
  for await (const batch of rows) yield batch.map((cells) => cells.map(cellText));
}

/** What the data are, who took them, and what was left out. */
function notes({ title, name, columns, headers, watermark, withheld }: Table): readonly NotesSection[] {
  const { subject, role, purpose, at, dataVersion } = watermark;
  return [
    {
      lines: [
        ['内容', title],
        ['查询文档', name],
        ['导出人', `${subject}（${role}）`],
        ['用途', purpose ?? '未写明'],
        ['导出时间', at],
        ['数据版本', dataVersion],
      ],
    },
    {
      headings: ['列', '说明', '类型'],
      lines: columns.map(({ description, type }, index) => [headers[index]!, description ?? '', type]),
    },
    {
      headings: ['未授权的列', '归属部门', '原因', '坐标'],
      lines: withheld().map((each) => [each.columns.join('、'), each.department, each.reason, each.coordinate]),
    },
  ];
}
