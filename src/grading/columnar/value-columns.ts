import { READ, UNIT, powerOfTen, roundedTo } from '../doubles.js';
import type { FactTable } from '../fact-table.js';
import { indicatorValueOf } from '../indicator.js';
import type { Indicator } from '../scheme.js';
import type { Climbs } from './climbs.js';
import type { NumberColumn } from './number-columns.js';

/** Where the numbers come from. */
export interface Source {
  readonly facts: FactTable;
  /** A numeric fact or derived sum of a year, as doubles, by row. */
  readonly numbersOf: (id: string, year: number) => NumberColumn;
  readonly climbs: Climbs;
}

/** The relative error of a quotient of two numbers as they were read. */
const OF_QUOTIENT = 3 * READ;

/**
 * The values of an indicator as doubles, one for each of `rows`, in the assessment year or `back` years before it: NaN
 * is missing, as in a {@link NumberColumn}. The exact ones are {@link indicatorValueOf}.
 */
export function valueColumn(indicator: Indicator, source: Source, rows: Int32Array, back: number): NumberColumn {
  const year = source.facts.year - back;
  const now = quotients(indicator, year, source, rows);
  const values = indicator.growth ? growth(now, quotients(indicator, year - 1, source, rows)) : now;
  const { valueDecimals } = indicator;
  if (valueDecimals === undefined) return values;
  const exactly = indicatorValueOf(indicator, source.facts, back);
  return rounded(values, valueDecimals, (at) => exactly(rows[at]!).value!.toNumber(), source.climbs);
}

function quotients(indicator: Indicator, year: number, { numbersOf }: Source, rows: Int32Array): NumberColumn {
  const numerator = numbersOf(indicator.numerator.fact, year + indicator.numerator.year);
  const denominator = indicator.denominator && numbersOf(indicator.denominator.fact, year + indicator.denominator.year);
  const values = denominator ? divided(numerator.values, denominator.values, rows) : taken(numerator.values, rows);
  if (indicator.zeroIsMissing) for (let at = 0; at < values.length; at += 1) if (values[at] === 0) values[at] = NaN;
  if (!numerator.errors && !denominator?.errors) return { values, relative: denominator ? OF_QUOTIENT : READ, errors: undefined };
  const errors = Float64Array.from(rows, (row, at) => {
    const above = errorAt(numerator, row);
    if (!denominator) return above;
    const below = errorAt(denominator, row);
    return (above + Math.abs(values[at]!) * below) / (denominator.values[row]! - below) + Math.abs(values[at]!) * UNIT;
  });
  return { values, relative: 0, errors };
}

/** The error bound of an entry. */
export function errorAt({ values, relative, errors }: NumberColumn, at: number): number {
  return errors ? errors[at]! : Math.abs(values[at]!) * relative;
}

/** Missing where the denominator is not positive; beyond doubles where either is. */
function divided(numerators: Float64Array, denominators: Float64Array, rows: Int32Array): Float64Array {
  const values = new Float64Array(rows.length);
  for (let at = 0; at < values.length; at += 1) {
    const row = rows[at]!;
    const n = numerators[row]!;
    const d = denominators[row]!;
    values[at] = d > 0 ? (d < Infinity ? n / d : n === 0 ? 0 : n * Infinity) : NaN;
  }
  return values;
}

function taken(numerators: Float64Array, rows: Int32Array): Float64Array {
  const values = new Float64Array(rows.length);
  for (let at = 0; at < values.length; at += 1) values[at] = numerators[rows[at]!]!;
  return values;
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
