import type { ColumnDefinition, DatasetDefinition } from './dataset.js';
import type { Sheet } from './sheet.js';

/** The sheet of a template that says what its columns are, and what stands in its first line. */
export const TEMPLATE_NOTES = { name: '说明', labels: ['列', '内容', '单位', '可用单位', '别名', '是否必填'] } as const;

/** The header of a file that holds all columns of a dataset, each unit in its bracket. */
export function templateOf({ columns }: DatasetDefinition): readonly string[] {
  return columns.map(headerCell);
}

/** Whether a sheet came with one of our own templates and says what its columns are. */
export function isTemplateNotes({ name, head }: Pick<Sheet, 'name' | 'head'>): boolean {
  return name === TEMPLATE_NOTES.name && TEMPLATE_NOTES.labels.every((label, i) => head[0]?.cells[i] === label);
}

function headerCell({ label, unit }: ColumnDefinition): string {
  return unit ? `${label}（${unit.canonical ?? unit.stored}）` : label;
}
