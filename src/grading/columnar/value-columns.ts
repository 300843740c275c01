import { READ, UNIT, powerOfTen, roundedTo } from '../doubles.js';
import type { ColumnSpace } from '../column-space.js';
import type { FactTable } from '../fact-table.js';
import { indicatorValueOf } from '../indicator.js';
import type { Indicator } from '../scheme.js';
import type { Climbs } from './climbs.js';
import type { Membership } from './membership.js';
import type { NumberColumn } from './number-columns.js';
import type { Room } from './room.js';

/** Where the numbers come from, and whose they are. */
export interface Source {
  readonly facts: FactTable;
  readonly members: Membership;
  /** A numeric fact or derived sum of a year, as doubles, by row. */
  readonly numbersOf: (id: string, year: number) => NumberColumn;
  /** The totals of all members, by slot; 0 until they are made. */
  readonly totals: Float64Array;
  readonly space: ColumnSpace;
  /** For the largest group. */
  readonly room: Room;
  readonly climbs: Climbs;
}

/** The part of a column that lies between two slots. */
export function stretch({ values, relative, errors }: NumberColumn, from: number, to: number): NumberColumn {
  return { values: values.subarray(from, to), relative, errors: errors?.subarray(from, to) };
}

/** The relative error of a quotient of two numbers as they were read. */
const OF_QUOTIENT = 3 * READ;

/**
 * The values of an indicator as doubles, by the members' slots, in the assessment year or `back` years before it. The
 * exact ones are {@link indicatorValueOf}.
 */
export function valueColumn(indicator: Indicator, source: Source, back: number): NumberColumn {
  const year = source.facts.year - back;
  const { rows } = source.members;
  const now = quotients(indicator, year, source);
  const changed = indicator.growth ? growth(now, quotients(indicator, year - 1, source)) : now;
  const values = indicator.decline ? turned(changed) : changed;
  const { valueDecimals } = indicator;
  if (valueDecimals === undefined) return values;
  const exactly = indicatorValueOf(indicator, source.facts, back);
  return rounded(values, valueDecimals, (at) => exactly(rows[at]!).value!.toNumber(), source.climbs);
}

function quotients(indicator: Indicator, year: number, { numbersOf, members, space }: Source): NumberColumn {
  const numerator = numbersOf(indicator.numerator.fact, year + indicator.numerator.year);
  const denominator = indicator.denominator && numbersOf(indicator.denominator.fact, year + indicator.denominator.year);
  const values = space.doubles(members.rows.length);
  if (denominator) (denominator.arePositive ? divide : divideWarily)(numerator.values, denominator.values, members.slotOf, values);
  else take(numerator.values, members.rows, values);
  if (indicator.zeroIsMissing) for (let at = 0; at < values.length; at += 1) if (values[at] === 0) values[at] = NaN;
  if (!numerator.errors && !denominator?.errors) return { values, relative: denominator ? OF_QUOTIENT : READ, errors: undefined };
  const errors = values.map((value, slot) => {
    const row = members.rows[slot]!;
    const above = errorAt(numerator, row);
    if (!denominator) return above;
    const below = errorAt(denominator, row);
    return (above + Math.abs(value) * below) / (denominator.values[row]! - below) + Math.abs(value) * UNIT;
  });
  return { values, relative: 0, errors };
}

/** The error bound of an entry. */
export function errorAt({ values, relative, absolute = 0, errors }: NumberColumn, at: number): number {
  return errors ? errors[at]! : Math.abs(values[at]!) * relative + absolute;
}

/** Rows are read one after the other; a processor that has to guess which denominators are missing loses a third of the time. */
function divide(numerators: Float64Array, denominators: Float64Array, slotOf: Int32Array, values: Float64Array): void {
  for (let row = 0; row < slotOf.length; row += 1) {
    const slot = slotOf[row]!;
    if (slot >= 0) values[slot] = numerators[row]! / denominators[row]!;
  }
}

/** The same, missing where the denominator is not positive; beyond doubles where either is. */
function divideWarily(numerators: Float64Array, denominators: Float64Array, slotOf: Int32Array, values: Float64Array): void {
  for (let row = 0; row < slotOf.length; row += 1) {
    const slot = slotOf[row]!;
    if (slot < 0) continue;
    const n = numerators[row]!;
    const d = denominators[row]!;
    values[slot] = n / d;
    if (d <= 0) values[slot] = NaN;
    else if (d === Infinity) values[slot] = n === 0 ? 0 : n * Infinity;
  }
}

function take(numerators: Float64Array, rows: Int32Array, values: Float64Array): void {
  for (let slot = 0; slot < values.length; slot += 1) values[slot] = numerators[rows[slot]!]!;
}

/** With the other sign; zero stays without one. */
function turned({ values, relative, errors }: NumberColumn): NumberColumn {
  return { values: values.map((value) => 0 - value), relative, errors };
}

/** This year's ÷ last year's − 1; missing where last year's is not positive. */
function growth(now: NumberColumn, before: NumberColumn): NumberColumn {
  const values = new Float64Array(now.values.length);
  const errors = new Float64Array(values.length);
  for (let at = 0; at < values.length; at += 1) {
    const [n, d] = [now.values[at]!, before.values[at]!];
    const isOrdinary = Math.abs(n) < Infinity && d < Infinity;
    const ratio = n / d;
    const below = errorAt(before, at);
    values[at] = d > 0 && n === n ? (isOrdinary ? ratio - 1 : Infinity) : NaN;
    errors[at] = isOrdinary ? (errorAt(now, at) + Math.abs(ratio) * below) / (d - below) + (Math.abs(ratio) + 1) * 2 * UNIT : Infinity;
  }
  return { values, relative: 0, errors };
}

function rounded(column: NumberColumn, decimals: number, exactly: (at: number) => number, climbs: Climbs): NumberColumn {
  const scale = powerOfTen(decimals);
  const values = column.values.map((value, at) => {
    if (Number.isNaN(value)) return NaN;
    const scaled = roundedTo(scale, value, errorAt(column, at));
    if (!Number.isNaN(scaled)) return scaled / scale;
    climbs.count += 1;
    return exactly(at);
  });
  return { values, relative: READ, errors: undefined };
}
