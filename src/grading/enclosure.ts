/**
 * Fixed-point intervals: [low, high] × 2^−bits surely holds the number. They decide nearly every comparison and
 * rounding of numbers whose exact denominators have grown huge (SCHEME.md, Exactness at scale).
 */
export interface Enclosure {
  readonly low: bigint;
  readonly high: bigint;
}

/** The tightest enclosure of n ÷ d, d > 0. */
export function encloseQuotient(n: bigint, d: bigint, bits: bigint): Enclosure {
  return { low: floorDivision(n << bits, d), high: ceilDivision(n << bits, d) };
}

/** An enclosure of a + b. */
export function encloseSum(a: Enclosure, b: Enclosure): Enclosure {
  return { low: a.low + b.low, high: a.high + b.high };
}

/** An enclosure of a × b. */
export function encloseProduct(a: Enclosure, b: Enclosure, bits: bigint): Enclosure {
  const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  return { low: least(corners) >> bits, high: -(-most(corners) >> bits) };
}

/** An enclosure of a ÷ b; undefined where b may be 0, so that more bits are needed. */
export function encloseRatio(a: Enclosure, b: Enclosure, bits: bigint): Enclosure | undefined {
  if (b.low <= 0n && b.high >= 0n) return undefined;
  if (b.high < 0n) return encloseRatio(negated(a), negated(b), bits);
  const low = a.low << bits;
  const high = a.high << bits;
  return {
    low: floorDivision(low, low < 0n ? b.low : b.high),
    high: ceilDivision(high, high < 0n ? b.high : b.low),
  };
}

/** The largest integer not above n ÷ d, d > 0. */
export function floorDivision(n: bigint, d: bigint): bigint {
  const quotient = n / d;
  return n < 0n && quotient * d !== n ? quotient - 1n : quotient;
}

function ceilDivision(n: bigint, d: bigint): bigint {
  return -floorDivision(-n, d);
}

function negated(a: Enclosure): Enclosure {
  return { low: -a.high, high: -a.low };
}

function least(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (b < a ? b : a));
}

function most(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (b > a ? b : a));
}
