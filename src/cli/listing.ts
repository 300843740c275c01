import { buffer } from 'node:stream/consumers';
import { Option } from 'commander';
import { csvText } from '../handover/csv-writing.js';
import { xlsxOf } from '../workbook/workbook.js';
import { oneOf } from './arguments.js';
import type { Call } from './call.js';
import { alignedTable } from './table.js';

export const LIST_FORMATS = ['table', 'csv', 'json', 'xlsx'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** A list as a command prints it. */
export interface Listing {
  /** 中文: what it is a list of; the sheet of a workbook is called so. */
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of numbers: set to the right, and numbers in a workbook. */
  readonly numbers?: readonly string[];
  /** Columns too long to be read in a terminal. */
  readonly notInTable?: readonly string[];
  /** What stands above the table, and nowhere else: other formats are one table for whoever works on with it. */
  readonly above?: readonly string[];
  /** What scripts read. */
  readonly json: unknown;
}

/** `--format table|csv|json|xlsx`, and what else a command knows. */
export function formatOption(...more: readonly string[]): Option {
  const formats = [...LIST_FORMATS, ...more];
  return new Option('--format <format>', `${formats.join('、')}（xlsx 请重定向到文件：> 名单.xlsx）`)
    .argParser(oneOf(...formats))
    .default('table');
}

/** Answers with a list as asked for. @throws Refused where a workbook would go to a terminal */
export async function answerList({ answer, answerFile }: Call, format: ListFormat, listing: Listing): Promise<void> {
  if (format === 'xlsx') await answerFile(await buffer(xlsxOf(workbook(listing))), `${listing.title}.xlsx`);
  else await answer(TEXTS[format](listing));
}

const TEXTS: Record<Exclude<ListFormat, 'xlsx'>, (listing: Listing) => string> = {
  json: ({ json }) => JSON.stringify(json, null, 1),
  csv: ({ header, rows }) => csvText(header, rows),
  table: ({ header, rows, numbers, notInTable = [], above = [] }) => {
    const shown = header.flatMap((title, at) => (notInTable.includes(title) ? [] : [at]));
    const some = (cells: readonly string[]) => shown.map((at) => cells[at] ?? '');
    return [...above, alignedTable(some(header), rows.map(some), numbers)].join('\n');
  },
};

function workbook({ title, header, rows, numbers = [] }: Listing) {
  const columns = header.map((heading) => ({ heading, figures: numbers.includes(heading) }));
  const created = new Date().toISOString();
  return { table: { name: title, columns, rows: [rows] }, properties: { title, creator: '亩均中枢', description: '', created } };
}
