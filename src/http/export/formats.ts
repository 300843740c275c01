import { csvFormat } from './csv-format.js';
import { jsonFormat } from './json-format.js';
import type { TableFormat } from './table-file.js';
import { xlsxFormat } from './xlsx-format.js';

/** By the ending of the address. */
export const FORMATS = { json: jsonFormat, csv: csvFormat, xlsx: xlsxFormat } as const satisfies Record<string, TableFormat>;
export type Formats = typeof FORMATS;
export type FormatName = keyof Formats;

export const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[];
