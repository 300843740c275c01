/**
 * A second reading of SCHEME.md, written apart from the engine: one enterprise at a time, fractions as pairs, no
 * parser, no columns. It knows one group and the rules that the property test draws from.
 */
export type Fraction = readonly [n: bigint, d: bigint];

export interface NaiveFirm {
  readonly code: string;
  /** By fact; undefined is missing. */
  readonly facts: Readonly<Record<string, number | undefined>>;
  readonly branch: string | undefined;
  readonly temporary: boolean;
  readonly accident: boolean;
}

export interface NaiveIndicator {
  readonly numerator: string;
  readonly denominator: string | undefined;
  readonly weight: number;
  readonly family: 'mean' | 'sums' | 'percentile' | 'fixed' | 'min_max' | 'best' | 'inverse_mean';
  readonly cap: number | undefined;
  readonly floor: number | undefined;
  readonly missing: 'hold' | 'zero' | 'points' | 'group_mean' | 'reweight';
}

export interface NaiveScheme {
  readonly indicators: readonly NaiveIndicator[];
  readonly decimals: number;
  readonly within: boolean;
  readonly limit: 'floor' | 'half_up' | 'ceil';
  readonly base: 'ranked' | 'group';
  readonly ties: 'better' | 'worse';
  /** Cumulative percentages of A, B, C; D takes the rest. */
  readonly shares: readonly [number, number, number];
}

export interface NaiveResult {
  readonly state: string;
  readonly points: readonly (string | null)[];
  readonly total: string | null;
  readonly rank: number | null;
  readonly final: string | null;
}

const of = (n: number | bigint, d: number | bigint = 1): Fraction => (BigInt(d) < 0n ? [-BigInt(n), -BigInt(d)] : [BigInt(n), BigInt(d)]);
const add = (a: Fraction, b: Fraction): Fraction => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]];
const multiply = (a: Fraction, b: Fraction): Fraction => [a[0] * b[0], a[1] * b[1]];
const divide = (a: Fraction, b: Fraction): Fraction => of(a[0] * b[1], a[1] * b[0]);
const subtract = (a: Fraction, b: Fraction): Fraction => add(a, [-b[0], b[1]]);
const less = (a: Fraction, b: Fraction): boolean => a[0] * b[1] < b[0] * a[1];
const sum = (all: readonly Fraction[]): Fraction => all.reduce(add, of(0));

/** Half up in magnitude, as digits. */
export function digits(a: Fraction, places: number): string {
  const magnitude = a[0] < 0n ? -a[0] : a[0];
  const scaled = (2n * magnitude * 10n ** BigInt(places) + a[1]) / (2n * a[1]);
  const text = scaled.toString().padStart(places + 1, '0');
  const sign = a[0] < 0n && scaled > 0n ? '-' : '';
  return sign + (places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`);
}

/** Undefined where a benchmark refuses the assessment. */
export function naiveGrade(scheme: NaiveScheme, firms: readonly NaiveFirm[]): readonly NaiveResult[] | undefined {
  const tables = scheme.indicators.map((indicator) => naivePoints(indicator, firms));
  if (tables.some((table) => table === undefined)) return undefined;
  const all = scheme.indicators.reduce((weight, indicator) => weight + indicator.weight, 0);
  const totals = firms.map((_, at): Fraction | undefined => {
    let points = of(0);
    let gone = 0;
    for (const [index, indicator] of scheme.indicators.entries()) {
      const found = tables[index]![at];
      if (found) points = add(points, found);
      else if (indicator.missing === 'reweight') gone += indicator.weight;
      else return undefined;
    }
    return gone === all ? undefined : multiply(points, of(all, all - gone));
  });
  const printed = totals.map((total) => total && digits(total, scheme.decimals));
  const number = (at: number): number => Number(printed[at]);
  return firms.map((firm, at): NaiveResult => {
    const points = tables.map((table) => (table![at] ? digits(table![at]!, 6) : null));
    const state = firm.temporary ? 'TEMPORARY' : totals[at] ? 'GRADED' : 'HELD';
    const total = printed[at] ?? null;
    if (state !== 'GRADED') return { state, points, total, rank: null, final: null };
    const peers = firms.flatMap((other, row) => (!scheme.within || other.branch === firm.branch ? row : []));
    const ranked = peers.filter((row) => !firms[row]!.temporary && totals[row]);
    const rank = 1 + ranked.filter((row) => number(row) > number(at)).length;
    const tied = ranked.filter((row) => number(row) === number(at)).length;
    const position = scheme.ties === 'better' ? rank : rank + tied - 1;
    const base = scheme.base === 'group' ? peers.length : ranked.length;
    const reached = scheme.shares.findIndex((share) => position <= limited(share * base, scheme.limit));
    const initial = reached < 0 ? 3 : reached;
    return { state, points, total, rank, final: 'ABCD'[firm.accident ? Math.max(initial, 2) : initial]! };
  });
}

/** Hundredths to whole places. */
function limited(hundredths: number, limit: NaiveScheme['limit']): number {
  if (limit === 'floor') return Math.floor(hundredths / 100);
  return limit === 'ceil' ? Math.ceil(hundredths / 100) : Math.floor((hundredths + 50) / 100);
}

/** The points of each firm; undefined entries are held or reweighted, an undefined table is a refusal. */
function naivePoints(indicator: NaiveIndicator, firms: readonly NaiveFirm[]): readonly (Fraction | undefined)[] | undefined {
  const values = firms.map(({ facts }): Fraction | undefined => {
    const numerator = facts[indicator.numerator];
    if (numerator === undefined) return undefined;
    if (indicator.denominator === undefined) return of(numerator);
    const denominator = facts[indicator.denominator];
    return denominator === undefined || denominator <= 0 ? undefined : of(numerator, denominator);
  });
  const holders = values.flatMap((value) => (value ? [value] : []));
  const rising = [...holders].sort((a, b) => (less(a, b) ? -1 : less(b, a) ? 1 : 0));
  const mean = holders.length === 0 ? of(0) : divide(sum(holders), of(holders.length));
  const benchmark = (): Fraction | undefined => {
    if (indicator.family === 'fixed') return of(7, 2);
    if (holders.length === 0) return undefined;
    if (indicator.family === 'mean') return mean;
    if (indicator.family === 'percentile') return rising[Math.max(Math.ceil((60 * rising.length) / 100), 1) - 1];
    const held = firms.filter((_, at) => values[at]);
    const total = (fact: string | undefined): number => held.reduce((all, firm) => all + (fact === undefined ? 1 : firm.facts[fact]!), 0);
    return of(total(indicator.numerator), total(indicator.denominator));
  };
  const ratio = ['mean', 'sums', 'percentile', 'fixed'].includes(indicator.family);
  const by = ratio ? benchmark() : undefined;
  if (ratio && (!by || by[0] <= 0n)) return undefined;
  const w = of(indicator.weight);
  const raw = (x: Fraction): Fraction => {
    if (by) return divide(multiply(w, x), by);
    const [least, most] = [rising[0]!, rising[rising.length - 1]!];
    if (indicator.family === 'best') return most[0] <= 0n ? of(0) : divide(multiply(w, x), most);
    if (indicator.family === 'min_max') {
      const width = subtract(most, least);
      if (width[0] === 0n) return w;
      return multiply(w, add(of(1, 5), multiply(of(4, 5), divide(subtract(x, least), width))));
    }
    if (mean[0] <= 0n) return w;
    if (!less(x, multiply(of(2), mean))) return of(0);
    return multiply(multiply(w, of(1, 2)), subtract(of(2), divide(x, mean)));
  };
  const bounded = (points: Fraction): Fraction => {
    const cap = indicator.cap === undefined ? undefined : multiply(w, of(indicator.cap, 10));
    const floor = indicator.floor === undefined ? undefined : multiply(w, of(indicator.floor, 10));
    const under = cap && less(cap, points) ? cap : points;
    return floor && less(under, floor) ? floor : under;
  };
  const points = values.map((value) => value && bounded(raw(value)));
  const held = points.flatMap((found) => (found ? [found] : []));
  const filling = {
    hold: undefined,
    reweight: undefined,
    zero: of(0),
    points: of(-3),
    group_mean: held.length === 0 ? undefined : divide(sum(held), of(held.length)),
  }[indicator.missing];
  return points.map((found) => found ?? filling);
}
