/** n ÷ d rounded half up in magnitude, d > 0. */
export function roundedQuotient(n: bigint, d: bigint): bigint {
  const magnitude = ((n < 0n ? -n : n) * 2n + d) / (d * 2n);
  return n < 0n ? -magnitude : magnitude;
}

/** The greatest common divisor of two numbers that are not negative. */
export function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** n without its factors p, by squaring, since a huge n may hold thousands of them. */
export function withoutFactor(n: bigint, p: bigint): bigint {
  if (n % p !== 0n) return n;
  const rest = withoutFactor(n, p * p);
  return rest % p === 0n ? rest / p : rest;
}

/** How often p divides n. */
export function factorsOf(n: bigint, p: bigint): number {
  let count = 0;
  for (; n % p === 0n; n /= p) count += 1;
  return count;
}
