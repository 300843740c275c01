/** What an attacker knows of a number: it lies between the two. All numbers attacked are positive. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export const UNKNOWN: Interval = { low: 0, high: Infinity };
/** What rounding on the way to an answer, and doubles here, may add to it. */
const SLACK = 1e-9;

export function exactly(value: number): Interval {
  return { low: value, high: value };
}

export function both(a: Interval, b: Interval): Interval {
  const [low, high] = [Math.max(a.low, b.low), Math.min(a.high, b.high)];
  // Two ways to the same number may differ by their rounding.
  return low > high ? { low: high, high: low } : { low, high };
}

export function plus(a: Interval, b: Interval): Interval {
  return { low: a.low + b.low, high: a.high + b.high };
}

/** What is left of a sum without one of its parts. */
export function without(sum: Interval, others: Interval): Interval {
  return { low: Math.max(0, sum.low - others.high), high: sum.high - others.low };
}

export function times(a: Interval, b: Interval): Interval {
  return { low: a.low * b.low * (1 - SLACK), high: product(a.high, b.high) * (1 + SLACK) };
}

export function over(a: Interval, b: Interval): Interval {
  return { low: b.high === Infinity ? 0 : (a.low / b.high) * (1 - SLACK), high: b.low === 0 ? Infinity : (a.high / b.low) * (1 + SLACK) };
}

function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

/** Whether the number is known within a share: some guess is off by no more than that. */
export function known(of: Interval, share = 0.05): boolean {
  return of.high < Infinity && of.high > 0 && (of.high - of.low) / (of.high + of.low) <= share;
}
