import { Option } from 'commander';
import { csvText } from '../handover/csv-writing.js';
import { alignedTable } from './table.js';

export type TableFormat = 'table' | 'csv';

/** `--format table|csv` */
export function formatOption(): Option {
  return new Option('--format <format>', '输出格式').choices(['table', 'csv']).default('table');
}

/** Rows as asked for. */
export function printed(format: TableFormat, header: readonly string[], rows: readonly (readonly string[])[]): string {
  return format === 'csv' ? csvText(header, rows) : alignedTable(header, rows);
}
