import { handedRows, type HandedRow } from '../db/handed-rows.js';
import type { RecordSet } from '../db/record-set.js';
import type { Records } from '../db/records.js';
import type { HandedLine, Source } from '../db/versioned.js';
import type { Column } from '../grading/population.js';
import type { FactReader } from './department.js';

/** Opens the reader of a department none of whose records is a fact that enterprises are graded by. */
export function noFactsReader(recordSets: readonly RecordSet[]): (records: Records) => FactReader {
  return (records) => ({
    columns: () => Promise.resolve(new Map<string, Column>()),
    sources: () => Promise.resolve(new Map<string, readonly Source[]>()),
    handed: async (version: number, lines: readonly HandedLine[], creditCodes: readonly string[]): Promise<readonly HandedRow[]> =>
      handedRows(await records.at(version), recordSets, lines, creditCodes),
  });
}

/** Nothing to batch. */
export function noLoaders(): Readonly<Record<string, never>> {
  return {};
}
