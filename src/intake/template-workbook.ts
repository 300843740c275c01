import type { ColumnDefinition, DatasetDefinition } from '../handover/dataset.js';
import { TEMPLATE_NOTES, templateOf } from '../handover/template.js';
import { unitsOf } from '../handover/unit.js';
import type { Workbook } from '../workbook/workbook.js';
import { contentOf } from './column-words.js';

/**
 * The template of a dataset: its header with units, a line that says how each column is filled in, which is passed over
 * where it is left in, and a sheet 说明 with what each column is.
 */
export function templateWorkbook(dataset: DatasetDefinition, made: Date): Workbook {
  const { id, title, columns } = dataset;
  const example = columns.map((column, index) => (index === 0 ? `说明：本行为示例，可删去；${exampleOf(column)}` : exampleOf(column)));
  return {
    table: { name: title, columns: templateOf(dataset).map((heading) => ({ heading })), rows: [[example]] },
    notes: { name: TEMPLATE_NOTES.name, sections: () => [{ headings: TEMPLATE_NOTES.labels, lines: columns.map(noteOf) }] },
    properties: { title: `${title}报送模板`, creator: '亩均中枢', description: id, created: made.toISOString() },
  };
}

const EXAMPLES: Partial<Record<ColumnDefinition['kind'], string>> = {
  creditCode: '18 位统一社会信用代码',
  unitCode: '28 位不动产单元代码',
  parcelCode: '19 位宗地代码',
  number: '如 1234.5',
  date: '如 2019-03-05',
  year: '如 2024',
  quarter: '如 1',
  boolean: '是 或 否',
};

/** In words: nothing in the line is to be taken for a value. */
function exampleOf(column: ColumnDefinition): string {
  return EXAMPLES[column.kind] ?? column.choices?.join(' 或 ') ?? contentOf(column);
}

function noteOf(column: ColumnDefinition): readonly string[] {
  const { label, unit, aliases = [], key, mayBeEmpty } = column;
  return [
    label,
    contentOf(column),
    unit ? (unit.canonical ?? '须在表头注明') : '',
    unit ? unitsOf(unit.kind).join('、') : '',
    aliases.join('、'),
    key ? `主键，必有此列${mayBeEmpty ? '，格可空' : ''}` : '可空',
  ];
}
