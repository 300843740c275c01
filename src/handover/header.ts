import type { ColumnDefinition, DatasetDefinition } from './dataset.js';
import { parseLabel } from './label.js';
import type { SheetLine } from './sheet.js';

/** A header cell and the column it is, if the dataset has it. */
export interface HeaderCell {
  readonly text: string;
  readonly column: ColumnDefinition | undefined;
  /** The listed unit in its bracket. */
  readonly unit: string | undefined;
}

/** The header of a sheet, and the dataset it is of. */
export interface Header {
  readonly dataset: DatasetDefinition;
  /** Where it stands among the sheet's lines. */
  readonly index: number;
  readonly cells: readonly HeaderCell[];
}

const HEADER_WITHIN = 10;
const OTHERS_NEEDED = 2;

/**
 * The first of the first ten lines that holds all key columns of a dataset and at least two of its others (all of them,
 * where it has fewer); of several datasets the one of which most columns are there. Undefined if there is none.
 */
export function findHeader(lines: readonly SheetLine[], datasets: readonly DatasetDefinition[]): Header | undefined {
  for (let index = 0; index < lines.length && lines[index]!.line <= HEADER_WITHIN; index += 1) {
    const header = matchHeader(lines[index]!.cells, index, datasets);
    if (header) return header;
  }
  return undefined;
}

function matchHeader(cells: readonly string[], index: number, datasets: readonly DatasetDefinition[]): Header | undefined {
  const labels = cells.map(parseLabel);
  let best: Header | undefined;
  let most = 0;
  for (const dataset of datasets) {
    const byLabel = columnsByLabel(dataset);
    const columns = labels.map(({ name }) => byLabel.get(name));
    const present = new Set(columns.filter((column) => column !== undefined));
    if (!suffices(dataset, present) || present.size <= most) continue;
    most = present.size;
    best = {
      dataset,
      index,
      cells: cells.map((text, i) => ({ text, column: columns[i], unit: labels[i]!.unit })),
    };
  }
  return best;
}

function suffices(dataset: DatasetDefinition, present: ReadonlySet<ColumnDefinition>): boolean {
  const keys = dataset.columns.filter((column) => column.key);
  const others = dataset.columns.filter((column) => !column.key);
  const found = others.filter((column) => present.has(column)).length;
  return keys.every((column) => present.has(column)) && found >= Math.min(OTHERS_NEEDED, others.length);
}

function columnsByLabel(dataset: DatasetDefinition): Map<string, ColumnDefinition> {
  const byLabel = new Map<string, ColumnDefinition>();
  for (const column of dataset.columns) for (const label of [column.label, ...(column.aliases ?? [])]) byLabel.set(label, column);
  return byLabel;
}
