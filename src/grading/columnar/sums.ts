import { UNIT, approximate, type Approximate } from '../doubles.js';
import { Rational } from '../rational.js';
import { columnSum, type Summed } from './column-sum.js';
import { addEvenPoints } from './add-even-points.js';
import type { EvenPoints } from './even-points.js';
import type { FillingFigure } from './filling-figure.js';
import type { PointsColumn } from './points-column.js';

/** One indicator's weight and what stands in where its points are missing. */
export interface Part {
  readonly weight: Rational;
  readonly filling: FillingFigure;
}

/** More reweighted indicators than bits of a double are left to the exact total. */
const MOST_BITS = 53;
const WHOLE: Approximate = { value: 1, error: 0 };

/** Points added up by place, indicator after indicator. */
export class Sums {
  readonly size: number;
  /** 1 for who has no total because something is missing. */
  held: Uint8Array | undefined;
  /** Bounds the error of every sum, beside its own in `errors` where there are such. */
  common = 0;
  errors: Float64Array | undefined;
  /** No sum is greater in size, as long as none has an error of its own. */
  reach = 0;
  private readonly parts: Part[] = [];
  /** The reweighted indicators that a member lacks, one bit each. */
  private missing: Float64Array | undefined;
  private reweighted = 0;

  /** @param values where they are added up, all 0 */
  constructor(readonly values: Float64Array) {
    this.size = values.length;
  }

  /** Adds points of some indicators, before any others, and says how much that was of each. */
  addEvenly(points: readonly EvenPoints[]): readonly Summed[] {
    const added = addEvenPoints(points, this.values);
    for (const { most, absolute } of points) this.widen(most, absolute);
    return added;
  }

  /** Adds an indicator's points where it has some, and says how much that was. */
  addUnevenly(points: PointsColumn): Summed {
    const { values } = this;
    const errors = this.ownErrors();
    for (let at = 0; at < values.length; at += 1) {
      const value = points.values[at]!;
      if (value !== value) continue;
      const sum = values[at]! + value;
      values[at] = sum;
      errors[at]! += points.errors[at]! + Math.abs(sum) * UNIT;
    }
    return columnSum(points);
  }

  /**
   * Does what is to be done where an indicator has no points.
   *
   * @param gone these places
   */
  fill(part: Part, gone: Int32Array): void {
    const { filling } = part;
    const bit = this.reweighted < MOST_BITS ? 2 ** this.reweighted : Infinity;
    this.parts.push(part);
    if (filling.kind === 'reweight') this.reweighted += 1;
    if (gone.length === 0) return;
    if (filling.kind === 'hold') for (const at of gone) this.hold(at);
    else if (filling.kind === 'points') this.addTo(gone, filling.points.about);
    else for (const at of gone) (this.missing ??= new Float64Array(this.size))[at]! += bit;
  }

  /** Leaves a member without a total. */
  hold(at: number): void {
    this.held ??= new Uint8Array(this.size);
    this.held[at] = 1;
    this.values[at] = NaN;
  }

  /** Multiplies the sums of who lacks reweighted indicators by W ÷ (W − w). */
  reweight(): void {
    const { missing, values } = this;
    if (!missing) return;
    const errors = this.ownErrors();
    const factorOf = reweighting(this.parts);
    for (let at = 0; at < values.length; at += 1) {
      if (missing[at] === 0) continue;
      const factor = missing[at]! < Infinity ? factorOf(missing[at]!) : { value: 1, error: Infinity };
      if (!factor) {
        this.hold(at);
        continue;
      }
      const value = values[at]! * factor.value;
      errors[at] = (errors[at]! + this.common) * factor.value + Math.abs(values[at]!) * factor.error + Math.abs(value) * UNIT;
      values[at] = value;
    }
  }

  /** Adds extra points to the sums that become totals. */
  addEach(extrasAt: (at: number) => Approximate): void {
    const { values, held } = this;
    const errors = this.ownErrors();
    for (let at = 0; at < values.length; at += 1) {
      if (held?.[at]) continue;
      const extras = extrasAt(at);
      values[at]! += extras.value;
      errors[at]! += extras.error + Math.abs(values[at]!) * UNIT;
    }
  }

  /** Lifts every sum to a floor. */
  lift(floor: Rational): void {
    const { values } = this;
    const { value, error } = approximate(floor);
    const least = Float64Array.of(value);
    for (let at = 0; at < values.length; at += 1) if (values[at]! < least[0]!) values[at] = least[0]!;
    this.common = Math.max(this.common, error);
    this.reach = Math.max(this.reach, Math.abs(value));
  }

  private addTo(gone: Int32Array, { value, error }: Approximate): void {
    if (value === 0 && error === 0) return;
    const { values, errors } = this;
    for (let index = 0; index < gone.length; index += 1) {
      const at = gone[index]!;
      const sum = values[at]! + value;
      values[at] = sum;
      if (errors) errors[at]! += Math.abs(sum) * UNIT;
    }
    this.widen(Math.abs(value), error);
  }

  /** Something within an error was added to some of the sums. */
  private widen(size: number, error: number): void {
    this.reach += size;
    this.common += error + (this.errors ? 0 : this.reach * 2 * UNIT);
  }

  private ownErrors(): Float64Array {
    return (this.errors ??= new Float64Array(this.size));
  }
}

/** W ÷ (W − w) for the indicators that are gone; undefined where nothing is left. */
function reweighting(parts: readonly Part[]): (missing: number) => Approximate | undefined {
  const all = Rational.sum(parts.map(({ weight }) => weight));
  const reweighted = parts.filter(({ filling }) => filling.kind === 'reweight');
  const factors = new Map<number, Approximate | undefined>([[0, WHOLE]]);
  return (missing) => {
    if (!factors.has(missing)) {
      const left = reweighted.reduce(
        (rest, { weight }, bit) => (Math.floor(missing / 2 ** bit) % 2 === 1 ? rest.minus(weight) : rest),
        all,
      );
      factors.set(missing, left.sign > 0 ? approximate(all.over(left)) : undefined);
    }
    return factors.get(missing);
  };
}
