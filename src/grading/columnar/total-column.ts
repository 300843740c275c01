import { UNIT, approximate, powerOfTen, roundedTo, type Approximate } from '../doubles.js';
import { Rational } from '../rational.js';
import type { Climbs } from './climbs.js';
import type { FillingFigure } from './filling-figure.js';
import type { PointsColumn } from './points-column.js';
import { errorAt } from './value-columns.js';

/** One indicator's weight and what stands in where its points are missing. */
export interface Part {
  readonly weight: Rational;
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
  sums: Sums,
  extrasAt: ((at: number) => Rational) | undefined,
  floor: Rational | undefined,
  decimals: number,
  exactTotal: (at: number) => Rational | undefined,
  climbs: Climbs,
): TotalColumn {
  const factorOf = reweighting(sums.parts);
  const least = floor && approximate(floor);
  const scale = powerOfTen(decimals);
  const beyond = new Map<number, bigint>();
  const { values: scaled, common, errors, gone, held } = sums;
  for (let at = 0; at < sums.size; at += 1) {
    if (held[at]) {
      scaled[at] = NaN;
      continue;
    }
    let value = scaled[at]!;
    let error = errors ? common + errors[at]! : common;
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

/** Points added up, indicator after indicator, and what is missing. */
export class Sums {
  readonly parts: Part[] = [];
  readonly values: Float64Array;
  readonly held: Uint8Array;
  /** Bounds the error of every sum, beside its own in `errors` where there are such. */
  common = 0;
  errors: Float64Array | undefined;
  /** The reweighted indicators that a member lacks, one bit each. */
  gone: Float64Array | undefined;
  private reweighted = 0;
  /** No sum is greater, as long as all errors are common. */
  private reach = 0;

  constructor(readonly size: number) {
    this.values = new Float64Array(size);
    this.held = new Uint8Array(size);
  }

  add(part: Part, points: PointsColumn): void {
    this.parts.push(part);
    const { filling } = part;
    if (filling.kind === 'points') return this.addFilled(points, filling.points.about);
    this.addFilled(points, NOTHING);
    if (filling.kind === 'hold') {
      for (let at = 0; at < this.size; at += 1) if (Number.isNaN(points.values[at])) this.held[at] = 1;
      return;
    }
    const bit = this.reweighted < MOST_BITS ? 2 ** this.reweighted : NaN;
    this.reweighted += 1;
    this.gone ??= new Float64Array(this.size);
    for (let at = 0; at < this.size; at += 1) {
      if (!Number.isNaN(points.values[at])) continue;
      if (bit) this.gone[at]! += bit;
      else this.ownErrors()[at] = Infinity;
    }
  }

  private addFilled(points: PointsColumn, instead: Approximate): void {
    if (points.errors || this.errors) this.addEach(points, instead);
    else this.addEvenly(points, instead);
  }

  private addEvenly({ values: found, absolute, most }: PointsColumn, instead: Approximate): void {
    const { values } = this;
    // From a typed array, for the compiler to see that both ways it is a double: else each sum is put on the heap.
    const filled = Float64Array.of(instead.value);
    for (let at = 0; at < values.length; at += 1) {
      const value = found[at]!;
      values[at] = values[at]! + (value === value ? value : filled[0]!);
    }
    this.reach += Math.max(most, Math.abs(instead.value));
    this.common += Math.max(absolute, instead.error) + this.reach * UNIT;
  }

  private addEach(points: PointsColumn, instead: Approximate): void {
    const { values } = this;
    const errors = this.ownErrors();
    for (let at = 0; at < values.length; at += 1) {
      const value = points.values[at]!;
      const isThere = value === value;
      const sum = values[at]! + (isThere ? value : instead.value);
      values[at] = sum;
      errors[at] = errors[at]! + (isThere ? errorAt(points, at) : instead.error) + Math.abs(sum) * UNIT;
    }
  }

  private ownErrors(): Float64Array {
    return (this.errors ??= new Float64Array(this.size));
  }
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
