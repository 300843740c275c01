import type { ColumnDefinition, DatasetDefinition } from './dataset.js';

/** The header of a file that holds all columns of a dataset, each unit in its bracket. */
export function templateOf({ columns }: DatasetDefinition): readonly string[] {
  return columns.map(headerCell);
}

function headerCell({ label, unit }: ColumnDefinition): string {
  return unit ? `${label}（${unit.canonical ?? unit.stored}）` : label;
}
