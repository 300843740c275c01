import type { Rational } from '../grading/rational.js';
import { DISCLOSURE_THRESHOLD } from './grants.js';

/** A solved combination: a share of each piece, and a piece that no other row has. */
export interface SolvedRow {
  readonly pivot: number;
  readonly row: readonly Rational[];
}

/** Below 2^26, so that products of two remainders are exact doubles. */
const PRIME = 67_108_859;

/**
 * Whether some combination of the rows, in whatever multiples, is over so few enterprises that it gives a figure back:
 * one, or two who know each other.
 * @param owners whose figures each piece holds
 */
export function overFew(owners: readonly ReadonlySet<string>[], solved: readonly SolvedRow[]): boolean {
  const rows = solved.filter(({ pivot }) => owners[pivot]!.size < DISCLOSURE_THRESHOLD).map((each) => ({ ...each, rests: remainders(each.row) }));
  return [...candidates(owners, rows)].some(([one, other = one]) => {
    const theirs = owners.map((its) => its.size < DISCLOSURE_THRESHOLD && [...its].every((each) => each === one || each === other));
    // A combination has at each pivot what it takes of that row: over these alone it is of rows whose pivots are theirs.
    const of = rows.filter(({ pivot }) => theirs[pivot]);
    if (of.every(({ rests }) => rests) && !dependent(of.map(({ rests }) => rests!), theirs)) return false;
    return exactlyDependent(of.map(({ row }) => row.filter((_, piece) => !theirs[piece])));
  });
}

/** The ones and twos of enterprises that hold a pivot, as far as nothing rules them out at once. */
function* candidates(owners: readonly ReadonlySet<string>[], rows: readonly SolvedRow[]): Generator<readonly [string, string?]> {
  const single = new Map<string, SolvedRow[]>();
  for (const each of rows) {
    const [one, other] = owners[each.pivot]!;
    if (other !== undefined) yield [one!, other];
    else single.set(one!, [...(single.get(one!) ?? []), each]);
  }
  const names = [...single.keys()];
  for (const [at, one] of names.entries()) {
    yield [one];
    for (const other of names.slice(at + 1)) yield [one, other];
    for (const other of besides(one, owners, single.get(one)!)) if (!single.has(other)) yield [one, other];
  }
}

/** Who could take away, with one, all that is left of its rows: of a single row the first piece says it. */
function besides(one: string, owners: readonly ReadonlySet<string>[], rows: readonly SolvedRow[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { row } of rows) {
    for (const [piece, share] of row.entries()) {
      const its = owners[piece]!;
      if (share.sign === 0 || (its.size === 1 && its.has(one))) continue;
      const others = its.size < DISCLOSURE_THRESHOLD ? [...its].filter((each) => each !== one) : [];
      if (others.length === 1) found.add(others[0]!);
      if (rows.length === 1) break;
    }
  }
  return found;
}

/** Modulo a prime: what is independent there is so; what is not almost always is not, and is looked at exactly. */
function dependent(rows: readonly (readonly number[])[], left: readonly boolean[]): boolean {
  const [row, ...others] = rows;
  if (!row) return false;
  const at = row.findIndex((each, piece) => !left[piece] && each !== 0);
  if (at < 0) return true;
  if (others.length === 1) {
    const [other] = others;
    // Whether the other is a multiple: cross products, up to the first that differs.
    return row.every((each, piece) => left[piece] || (each * other![at]!) % PRIME === (other![piece]! * row[at]!) % PRIME);
  }
  const cleared = others.map((other) => other.map((each, piece) => modulo(((each * row[at]!) % PRIME) - ((row[piece]! * other[at]!) % PRIME))));
  return dependent(cleared, left);
}

function exactlyDependent(rows: readonly (readonly Rational[])[]): boolean {
  const [row, ...others] = rows;
  if (!row) return false;
  const at = row.findIndex(({ sign }) => sign !== 0);
  if (at < 0) return true;
  return exactlyDependent(others.map((other) => {
    if (other[at]!.sign === 0) return other;
    const times = other[at]!.over(row[at]!);
    return other.map((each, piece) => each.minus(row[piece]!.times(times)).reduced());
  }));
}

/** Fractions modulo the prime; undefined where one has no remainder. */
function remainders(row: readonly Rational[]): readonly number[] | undefined {
  const rests: number[] = [];
  for (const { n, d } of row) {
    const below = d === 1n ? 1 : modulo(Number(d % BigInt(PRIME)));
    if (below === 0) return undefined;
    rests.push(n === 0n ? 0 : (modulo(Number(n % BigInt(PRIME))) * (below === 1 ? 1 : inverse(below))) % PRIME);
  }
  return rests;
}

function modulo(number: number): number {
  const rest = number % PRIME;
  return rest < 0 ? rest + PRIME : rest;
}

/** By Euclid. */
function inverse(of: number): number {
  let [a, b, x, y] = [of, PRIME, 1, 0];
  while (b !== 0) {
    const times = Math.floor(a / b);
    [a, b, x, y] = [b, a - times * b, y, x - times * y];
  }
  return modulo(x);
}
