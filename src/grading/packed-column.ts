import type { Column, PackedNumbers, PackedTexts } from './population.js';

/** Numbers that are kept packed, as a column; all their exact values are made only where somebody asks for them. */
export function numberColumnOf(packed: PackedNumbers): Column {
  return unpacking({ kind: 'number', packed }, () => Array.from(packed.doubles, (_, row) => packed.exact(row)));
}

/** Texts, dates or flags that are kept packed, as a column. */
export function textColumnOf<Text extends string | boolean>(kind: 'text' | 'date' | 'boolean', packed: PackedTexts<Text>): Column {
  return unpacking({ kind, packed }, () => Array.from(packed.codes, (code) => packed.texts[code]));
}

/** With `values` that are made once. */
function unpacking(column: object, make: () => readonly unknown[]): Column {
  let values: readonly unknown[] | undefined;
  return Object.defineProperty(column, 'values', { get: () => (values ??= make()) }) as Column;
}
