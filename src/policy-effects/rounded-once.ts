import { Rational } from '../grading/rational.js';

/** What one treatment comes to on a source or an account. */
export interface Effect {
  /** 元 if it took effect the whole year, exactly. */
  readonly yearly: Rational;
  /** The months (1 to 12) in which it does. */
  readonly months: readonly number[];
}

/** 元 by quarter. */
export type ByQuarter = readonly [Rational, Rational, Rational, Rational];

const TWELVE = Rational.integer(12);
const TO_FEN = 2;

/**
 * The money of the treatments of one kind on one source or account, by quarter. It is rounded once, half up to 分: what
 * has come together since January. A part of the year is what that grows by, so that quarters add up to the year,
 * treatments to their source, and nothing differs by a 分 from something else that adds the same money.
 * @param effects no two of them in the same month
 */
export function roundedOnce(effects: readonly Effect[]): readonly ByQuarter[] {
  const parts = effects.map(() => [Rational.ZERO, Rational.ZERO, Rational.ZERO, Rational.ZERO] as [Rational, Rational, Rational, Rational]);
  const inMonth = (month: number) => effects.findIndex(({ months }) => months.includes(month));
  let counted = effects.map(() => 0);
  let before = Rational.ZERO;
  for (let month = 1; month <= 12; month += 1) {
    const at = inMonth(month);
    if (at < 0) continue;
    counted = counted.with(at, counted[at]! + 1);
    // Where the same treatment goes on within the quarter, its months are one part.
    if (month % 3 !== 0 && inMonth(month + 1) === at) continue;
    const sofar = Rational.sum(effects.map(({ yearly }, index) => yearly.times(Rational.integer(counted[index]!)).over(TWELVE))).round(
      TO_FEN,
    );
    const quarter = Math.ceil(month / 3) - 1;
    parts[at]![quarter] = parts[at]![quarter]!.plus(sofar.minus(before));
    before = sofar;
  }
  return parts;
}
