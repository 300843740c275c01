import type { FactTable } from '../fact-table.js';
import { READ, UNIT, approximate, arePositive } from '../doubles.js';
import type { Column, PackedTexts } from '../population.js';
import type { Climbs } from './climbs.js';

/**
 * A column of doubles: NaN is missing, ±Infinity of the right sign is there but beyond what doubles decide. An entry
 * is within `errors[i]` of the exact number or, without them, within `relative` × its own size + `absolute`; the sign
 * of a fact is right.
 */
export interface NumberColumn {
  readonly values: Float64Array;
  readonly relative: number;
  readonly absolute?: number;
  readonly errors: Float64Array | undefined;
  /** Whether it is known that all that are there are above 0 and finite. */
  readonly arePositive?: boolean;
}

/** A numeric fact or derived sum as doubles, by row. @throws TypeError if the fact is no number. */
export function numberColumn(facts: FactTable, id: string, year: number, climbs: Climbs): NumberColumn {
  const scaled = facts.scaled(id, year);
  if (scaled) return { values: scaled.doubles, relative: READ, errors: undefined, arePositive: scaled.arePositive };
  if (facts.termsOf(id)) return addedUp(facts, id, year, climbs);
  const column = facts.population.column(id, year);
  if (column?.kind === 'number' && column.packed)
    return { values: column.packed.doubles, relative: READ, errors: undefined, arePositive: column.packed.arePositive };
  const values = Float64Array.from(facts.numbers(id, year), (value) => value?.toNumber() ?? NaN);
  return { values, relative: READ, errors: undefined, arePositive: arePositive(values) };
}

/** A sum that may be 0 is added up exactly: its sign must not be in doubt. */
function addedUp(facts: FactTable, id: string, year: number, climbs: Climbs): NumberColumn {
  const values = new Float64Array(facts.size);
  const errors = new Float64Array(facts.size);
  for (const term of facts.termsOf(id)!) {
    const column = numberColumn(facts, term.fact, year, climbs);
    const factor = approximate(term.factor).value;
    const instead = term.missing?.toNumber() ?? NaN;
    for (let row = 0; row < values.length; row += 1) {
      const found = column.values[row]!;
      const value = (found === found ? found : instead) * factor;
      const sum = values[row]! + value;
      values[row] = sum;
      errors[row]! += (column.errors?.[row] ?? 0) * Math.abs(factor) + Math.abs(value) * 4 * READ + Math.abs(sum) * UNIT;
    }
  }
  const exactly = facts.number(id, year);
  for (let row = 0; row < values.length; row += 1) {
    if (Math.abs(values[row]!) > 2 * errors[row]!) continue;
    const exact = exactly(row);
    if (exact) climbs.count += 1;
    values[row] = exact?.toNumber() ?? NaN;
    errors[row] = exact ? Math.abs(values[row]!) * READ : 0;
  }
  return { values, relative: 0, errors };
}

/** What occurs in a column of texts, dates or flags, and where. */
export function codedColumn(column: Exclude<Column, { kind: 'number' }> | undefined, size: number): PackedTexts<string | boolean> {
  if (!column) return { texts: [undefined], codes: new Uint16Array(size) };
  if (column.packed) return column.packed;
  const codeOf = new Map<string | boolean | undefined, number>();
  const values: readonly (string | boolean | undefined)[] = column.values;
  const codes = Uint32Array.from(values, (text) => {
    const code = codeOf.get(text) ?? codeOf.size;
    codeOf.set(text, code);
    return code;
  });
  return { texts: [...codeOf.keys()], codes };
}
