import { powerOfTen, roundedTo, sureWithin, type Approximate } from '../doubles.js';
import { Rational } from '../rational.js';
import type { Climbs } from './climbs.js';
import type { Sums } from './sums.js';

/** Rounded totals of a group's members. */
export interface TotalColumn {
  /** Totals × 10^decimals; NaN for who is held, or stands in `beyond`. */
  readonly scaled: Float64Array;
  /** Those that no double holds exactly. */
  readonly beyond: ReadonlyMap<number, bigint>;
  /** 1 for who has no total because something is missing; undefined where nobody is. */
  readonly held: Uint8Array | undefined;
}

/**
 * Totals as `totalOf` makes them exactly: Σ points, reweighted, + extras, not below the floor, rounded once.
 *
 * @param sums of the points; they become the totals
 * @param extrasAt the extras of the member at a place; undefined where the group has none
 * @param exactTotal the exact, rounded total at a place; undefined for who is held
 */
export function totalColumn(
  sums: Sums,
  extrasAt: ((at: number) => Approximate) | undefined,
  floor: Rational | undefined,
  decimals: number,
  exactTotal: (at: number) => Rational | undefined,
  climbs: Climbs,
): TotalColumn {
  sums.reweight();
  if (extrasAt) sums.addEach(extrasAt);
  if (floor) sums.lift(floor);
  const beyond = new Map<number, bigint>();
  const scale = powerOfTen(decimals);
  const exactly = (at: number): number => {
    if (sums.held?.[at]) return NaN;
    climbs.count += 1;
    const total = exactTotal(at);
    if (!total) {
      sums.hold(at);
      return NaN;
    }
    const whole = total.times(Rational.of(10n ** BigInt(decimals))).floor();
    if (Number.isSafeInteger(Number(whole))) return Number(whole);
    beyond.set(at, whole);
    return NaN;
  };
  const sure = sums.errors ? 0 : sureWithin(scale, sums.reach, sums.common);
  if (sure > 0) roundEvenly(sums.values, scale, sure, exactly);
  else roundEach(sums, scale, exactly);
  return { scaled: sums.values, beyond, held: sums.held };
}

function roundEvenly(values: Float64Array, scale: number, sure: number, exactly: (at: number) => number): void {
  for (let at = 0; at < values.length; at += 1) {
    const scaled = values[at]! * scale;
    // One instruction where Math.round is a guess; halves are never sure.
    const nearest = Math.floor(scaled + 0.5);
    if (Math.abs(scaled - nearest) < sure) values[at] = nearest;
    else values[at] = exactly(at);
  }
}

function roundEach({ values, common, errors }: Sums, scale: number, exactly: (at: number) => number): void {
  for (let at = 0; at < values.length; at += 1) {
    const rounded = roundedTo(scale, values[at]!, common + (errors?.[at] ?? 0));
    if (rounded === rounded) values[at] = rounded;
    else values[at] = exactly(at);
  }
}
