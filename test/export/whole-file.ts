import type { Column, Row } from '../../src/http/export/column.js';
import { FORMATS, type FormatName } from '../../src/http/export/formats.js';
import type { Encoding, Table } from '../../src/http/export/table-file.js';

const BATCH = 7;

export const column = (name: string, type: string): Column => ({
  name,
  title: name,
  level: 1,
  keys: [name],
  coordinates: [],
  type,
  description: undefined,
});

/** A whole file of these rows, in several batches, taken away by somebody whose name is a formula. */
export async function wholeFile(
  format: FormatName,
  columns: readonly Column[],
  rows: readonly Row[],
  encoding: Encoding = 'utf-8',
): Promise<Buffer> {
  const batches = async function* (): AsyncGenerator<readonly Row[]> {
    for (let from = 0; from < rows.length; from += BATCH) yield rows.slice(from, from + BATCH);
  };
  const table: Table = {
    ...{ name: 'names', title: '=名录', columns, language: 'en', headers: columns.map(({ name }) => name), rows: batches() },
    watermark: { subject: '=evil()', role: 'zone_committee', purpose: '+试用', at: '2026-11-22T09:00:00+08:00', dataVersion: '11' },
    withheld: () => [],
  };
  const chunks: Buffer[] = [];
  for await (const chunk of FORMATS[format].write(table, encoding)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
