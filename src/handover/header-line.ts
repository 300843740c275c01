import type { ColumnDefinition, DatasetDefinition } from './dataset.js';
import { foldLabel } from './fold.js';
import { parseLabel } from './label.js';

/** A cell of a header line under one dataset: the column it is, if the dataset has it, and what its own bracket says. */
export interface LabelledCell {
  readonly text: string;
  readonly column: ColumnDefinition | undefined;
  /** The listed unit in its bracket. */
  readonly unit: string | undefined;
  /** What its bracket holds that looks like a unit and is none. */
  readonly unknownUnit: string | undefined;
  /** Whether it is the column's own label and no alias. */
  readonly isCanonical: boolean;
}

/** The columns of a dataset by label and alias, folded. */
export type ColumnsByLabel = ReadonlyMap<string, ColumnDefinition>;

/** Every label and alias of a dataset, folded. */
export function columnsByLabel({ columns }: DatasetDefinition): ColumnsByLabel {
  return new Map(columns.flatMap((column) => [column.label, ...(column.aliases ?? [])].map((label) => [foldLabel(label), column])));
}

/** Reads a header cell under a dataset. */
export function labelledCell(text: string, columns: ColumnsByLabel): LabelledCell {
  const { whole, name, unit, isListed } = parseLabel(text);
  const column = columns.get(whole) ?? columns.get(name);
  const isBracketApart = unit !== undefined && !columns.has(whole);
  // A bracket that looks like a unit, behind a column of anything but numbers, belongs to the label.
  if (!column || (isBracketApart && !isListed && column.kind !== 'number')) {
    return { text, column: undefined, unit: undefined, unknownUnit: undefined, isCanonical: false };
  }
  return {
    text,
    column,
    unit: isBracketApart && isListed ? unit : undefined,
    unknownUnit: isBracketApart && !isListed ? unit : undefined,
    isCanonical: foldLabel(column.label) === (isBracketApart ? name : whole),
  };
}

/** A label as a dataset declares it beats its aliases: an alias beside it is an unknown column. */
export function withoutBeatenAliases(cells: readonly LabelledCell[]): readonly LabelledCell[] {
  const canonical = new Set(cells.filter(({ isCanonical }) => isCanonical).map(({ column }) => column));
  return cells.map((cell) =>
    cell.isCanonical || !canonical.has(cell.column) ? cell : { ...cell, column: undefined, unit: undefined, unknownUnit: undefined },
  );
}
