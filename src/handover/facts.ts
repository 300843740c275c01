import type { FactDefinition } from '../grading/fact.js';
import { snakeCase, type CellKind, type ColumnDefinition, type DatasetDefinition } from './dataset.js';

/**
 * The facts of a dataset, in the order of its columns: of `vatNet` of `tax.payments`, `tax.vat_net`, titled as the column
 * is labelled, in the unit that it is stored in.
 */
export function factsOf(dataset: DatasetDefinition): FactDefinition[] {
  return dataset.columns.filter(({ fact }) => fact).map((column) => definitionOf(column, dataset));
}

function definitionOf({ field, label, kind, unit }: ColumnDefinition, { id, department }: DatasetDefinition): FactDefinition {
  const fact = { id: `${id.slice(0, id.indexOf('.'))}.${snakeCase(field)}`, kind: factKind(kind), title: label, department };
  return unit ? { ...fact, unit: unit.stored } : fact;
}

function factKind(kind: CellKind): FactDefinition['kind'] {
  return kind === 'number' || kind === 'boolean' || kind === 'date' ? kind : 'text';
}
