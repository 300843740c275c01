import { Rational } from '../grading/rational.js';

/**
 * A figure between two numbers is known within 5 % where (high − low) ÷ (high + low) is 0.05 or less: two thresholds tell
 * it unless one is more than 1.05 ÷ 0.95 times the other.
 */
const APART = Rational.of(105n, 95n);
const TEN = Rational.integer(10);
/** In each power of ten; every step, 90 to 100 included, is wider than {@link APART}. */
const MANTISSAS = [10, 12, 15, 18, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90].map(Rational.integer);

/**
 * Whether a threshold may stand at a number, now that others stand where they do: nothing, or a round number that is too
 * far from each of those to tell what lies between. Which numbers these are depends on the thresholds that everybody
 * knows alone, never on a figure.
 */
export function isApart(number: Rational, others: readonly Rational[]): boolean {
  return number.sign === 0 || (isRound(number) && others.every((other) => number.equals(other) || areApart(number, other)));
}

/** The numbers next to one at which a threshold may stand, of its sign: the lower in size and the higher. */
export function nearestApart(number: Rational, others: readonly Rational[]): readonly [Rational, Rational] {
  const [low, high] = [[...roundFrom(number)].reverse(), roundFrom(number)].map((round, up) =>
    round.find((each) => (up ? size(each).compare(size(number)) > 0 : size(each).compare(size(number)) < 0) && isApart(each, others)),
  );
  return [low!, high!];
}

function isRound(number: Rational): boolean {
  return roundFrom(number).some((each) => each.equals(number));
}

function areApart(one: Rational, other: Rational): boolean {
  if (one.sign !== other.sign) return true;
  const [less, more] = [size(one), size(other)].sort((a, b) => a.compare(b));
  return more!.compare(less!.times(APART)) > 0;
}

/** The round numbers about one, three powers of ten of them, ascending in size. */
function roundFrom(number: Rational): readonly Rational[] {
  let unit = Rational.ONE;
  while (unit.times(TEN).compare(size(number)) <= 0) unit = unit.times(TEN);
  while (unit.compare(size(number)) > 0) unit = unit.over(TEN);
  return [unit.over(TEN), unit, unit.times(TEN)].flatMap((power) => MANTISSAS.map((mantissa) => {
    const round = mantissa.times(power).over(TEN);
    return number.sign < 0 ? round.negated() : round;
  }));
}

function size(number: Rational): Rational {
  return number.sign < 0 ? number.negated() : number;
}
