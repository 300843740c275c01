import { UNIT, approximate, powerOfTen, roundedTo, type Approximate } from '../doubles.js';
import { Rational } from '../rational.js';
import type { Climbs } from './climbs.js';
import type { FillingFigure } from './filling-figure.js';
import type { PointsColumn } from './points-column.js';

/** The points of one indicator and what stands in where they are missing. */
export interface Part {
  readonly weight: Rational;
  readonly points: PointsColumn;
  readonly filling: FillingFigure;
}

/** Rounded totals of a group's members. */
export interface TotalColumn {
  /** Totals × 10^decimals; NaN for who is held, or stands in `beyond`. */
  readonly scaled: Float64Array;
  /** Those that no double holds exactly. */
  readonly beyond: ReadonlyMap<number, bigint>;
  /** 1 for who has no total because something is missing. */
  readonly held: Uint8Array;
}

/** More reweighted indicators than bits of a double are left to the exact total. */
const MOST_BITS = 53;
const NOTHING: Approximate = { value: 0, error: 0 };
const WHOLE: Approximate = { value: 1, error: 0 };

/**
 * Totals as `totalOf` makes them exactly: Σ points, reweighted, + extras, not below the floor, rounded once.
 *
 * @param extrasAt the extras of the member at a place; undefined where the group has none
 * @param exactTotal the exact, rounded total at a place; undefined for who is held
 */
export function totalColumn(
  parts: readonly Part[],
  size: number,
  extrasAt: ((at: number) => Rational) | undefined,
  floor: Rational | undefined,
  decimals: number,
  exactTotal: (at: number) => Rational | undefined,
  climbs: Climbs,
): TotalColumn {
  const sums = addedUp(parts, size);
  const factorOf = reweighting(parts);
  const least = floor && approximate(floor);
  const scale = powerOfTen(decimals);
  const beyond = new Map<number, bigint>();
  const { scaled, errors, gone, held } = sums;
  for (let at = 0; at < size; at += 1) {
    if (held[at]) {
      scaled[at] = NaN;
      continue;
    }
    let value = scaled[at]!;
    let error = errors[at]!;
    if (gone && gone[at]! > 0) {
      const factor = factorOf(gone[at]!);
      if (!factor) {
        held[at] = 1;
        scaled[at] = NaN;
        continue;
      }
      error = error * factor.value + Math.abs(value) * (factor.error + factor.value * UNIT);
      value *= factor.value;
    }
    if (extrasAt) {
      const extras = approximate(extrasAt(at));
      value += extras.value;
      error += extras.error + Math.abs(value) * UNIT;
    }
    if (least) {
      if (value < least.value) value = least.value;
      if (least.error > error) error = least.error;
    }
    const rounded = roundedTo(scale, value, error);
    scaled[at] = Number.isNaN(rounded) ? exactly(at) : rounded;
  }
  return { scaled, beyond, held };

  function exactly(at: number): number {
    climbs.count += 1;
    const total = exactTotal(at);
    if (!total) {
      held[at] = 1;
      return NaN;
    }
    const whole = total.times(Rational.of(10n ** BigInt(decimals))).floor();
    if (Number.isSafeInteger(Number(whole))) return Number(whole);
    beyond.set(at, whole);
    return NaN;
  }
}

interface Sums {
  readonly scaled: Float64Array;
  readonly errors: Float64Array;
  /** The reweighted indicators that a member lacks, one bit each. */
  readonly gone: Float64Array | undefined;
  readonly held: Uint8Array;
}

function addedUp(parts: readonly Part[], size: number): Sums {
  const scaled = new Float64Array(size);
  const errors = new Float64Array(size);
  const held = new Uint8Array(size);
  const reweighted = parts.filter(({ filling }) => filling.kind === 'reweight');
  const gone = reweighted.length > 0 ? new Float64Array(size) : undefined;
  for (const part of parts) {
    const { points, filling } = part;
    const instead = filling.kind === 'points' ? filling.points.about : NOTHING;
    const bit = reweighted.indexOf(part);
    for (let at = 0; at < size; at += 1) {
      const found = points.values[at]!;
      const isThere = found === found;
      const sum = scaled[at]! + (isThere ? found : instead.value);
      scaled[at] = sum;
      errors[at]! += (isThere ? points.errors[at]! : instead.error) + Math.abs(sum) * UNIT;
      if (isThere || filling.kind === 'points') continue;
      if (filling.kind === 'hold') held[at] = 1;
      else if (bit < MOST_BITS) gone![at]! += 2 ** bit;
      else errors[at] = Infinity;
    }
  }
  return { scaled, errors, gone, held };
}

/** W ÷ (W − w) for the indicators that are gone; undefined where nothing is left. */
function reweighting(parts: readonly Part[]): (gone: number) => Approximate | undefined {
  const all = Rational.sum(parts.map(({ weight }) => weight));
  const reweighted = parts.filter(({ filling }) => filling.kind === 'reweight');
  const factors = new Map<number, Approximate | undefined>([[0, WHOLE]]);
  return (gone) => {
    if (!factors.has(gone)) {
      const left = reweighted.reduce((rest, { weight }, bit) => (Math.floor(gone / 2 ** bit) % 2 === 1 ? rest.minus(weight) : rest), all);
      factors.set(gone, left.sign > 0 ? approximate(all.over(left)) : undefined);
    }
    return factors.get(gone);
  };
}
