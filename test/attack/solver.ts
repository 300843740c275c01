import type { Indicator, Scheme } from '../../src/grading/scheme.js';
import { Bounds } from './bounds.js';
import { exactly, over, plus, times, without, type Interval } from './interval.js';
import type { Said } from './told-conditions.js';

/** What one scheme's answer says of an enterprise. */
export interface Clue {
  readonly creditCode: string;
  /** As of a moment: what its figures of then are called. */
  readonly then?: Then;
  readonly group: string | null;
  readonly rank: number | null;
  readonly rankedOf: number | null;
  readonly initialClass: string | null;
  readonly total: string | null;
  /** Of an amended scheme: every class that the counts leave possible. */
  readonly possible?: readonly string[];
  /** What conditions say of its figures by having held or not. */
  readonly said?: readonly Said[];
  /** Those of the scheme itself among them. */
  readonly saidByScheme?: readonly Said[];
  readonly indicators: readonly { readonly id: string; readonly band: string | null; readonly benchmark: string | null; readonly points: string | null }[] | null;
}

/** The figures of a moment have its name, unless they are those of a later one still. */
export interface Then {
  /** `-then`; nothing for now. */
  readonly name: string;
  /** The latest first, each with the facts that were others there. */
  readonly later: readonly { readonly name: string; readonly others: readonly string[] }[];
}

/** One scheme with everything that was answered under it. */
export interface Evidence {
  readonly scheme: Scheme;
  /** Of a what-if: which of several amended schemes it is. */
  readonly variant?: string;
  readonly clues: readonly Clue[];
  readonly benchmarks: ReadonlyMap<string, { readonly value: number; readonly holders: number | null }>;
}

const EDGES: Readonly<Record<string, Interval>> = {
  FAR_BELOW: { low: 0, high: 0.5 },
  BELOW: { low: 0.5, high: 0.9 },
  AROUND: { low: 0.9, high: 1.1 },
  ABOVE: { low: 1.1, high: 2 },
  FAR_ABOVE: { low: 2, high: Infinity },
};

/**
 * Bounds on every number of every enterprise, tightened by everything that was answered until nothing moves: bands,
 * points of the bands, totals of the points, classes by score, ranks, and sums behind benchmarks.
 */
export class Solver {
  readonly #bounds: Bounds;

  /** @param given numbers that the role may read, by enterprise and fact */
  constructor(readonly evidence: readonly Evidence[], given: ReadonlyMap<string, number>) {
    this.#bounds = new Bounds(given, 1e-9);
    this.#bounds.settle(60, () => {
      for (const each of evidence) this.#pass(each);
    });
  }

  of(name: string): Interval {
    return this.#bounds.of(name);
  }

  names(): string[] {
    return this.#bounds.names();
  }

  #know(name: string, found: Interval): Interval {
    return this.#bounds.know(name, found);
  }

  #pass({ scheme: plain, variant, clues, benchmarks }: Evidence): void {
    // What is worked out of an amended scheme has names of its own.
    const scheme = variant === undefined ? plain : { ...plain, id: variant };
    for (const group of scheme.groups) {
      const members = clues.filter((clue) => clue.group === group.id);
      for (const member of members) {
        for (const [figure, span] of member.said ?? []) this.#know(nameOf(member, ...figure.split(' ÷ ')), span);
        for (const indicator of group.indicators) this.#indicator(scheme, indicator, member);
        this.#total(scheme, group.indicators, group, member);
      }
      this.#ranks(scheme, members);
      this.#classes(scheme, group, members);
      for (const indicator of group.indicators) this.#benchmark(scheme, indicator, members, benchmarks.get(`${group.id} ${indicator.id}`));
    }
  }

  #indicator(scheme: Scheme, indicator: Indicator, member: Clue): void {
    const { creditCode, indicators } = member;
    const [top, bottom] = [indicator.numerator.fact, indicator.denominator!.fact];
    const [n, d, v] = [nameOf(member, top), nameOf(member, bottom), nameOf(member, top, bottom)];
    const clue = indicators?.find(({ id }) => id === indicator.id);
    if (clue?.band && clue.benchmark) this.#know(v, times(EDGES[clue.band]!, exactly(Number(clue.benchmark))));
    if (clue?.points && clue.benchmark) this.#know(this.#points(scheme, creditCode, indicator), exactly(Number(clue.points)));
    this.#know(v, over(this.of(n), this.of(d)));
    this.#know(n, times(this.of(v), this.of(d)));
    this.#know(d, over(this.of(n), this.of(v)));
    const benchmark = Number(clue?.benchmark ?? fixed(indicator) ?? NaN);
    if (Number.isNaN(benchmark)) return;
    const weight = indicator.weight!.toNumber();
    const cap = (indicator.points?.cap?.toNumber() ?? Infinity) * weight;
    const p = this.#points(scheme, creditCode, indicator);
    const value = this.of(v);
    const points = this.#know(p, { low: Math.min(cap, (weight * value.low) / benchmark), high: Math.min(cap, (weight * value.high) / benchmark) });
    this.#know(v, { low: (points.low * benchmark * (1 - 1e-9)) / weight, high: points.high >= cap * (1 - 1e-9) ? Infinity : (points.high * benchmark * (1 + 1e-9)) / weight });
  }

  #total(scheme: Scheme, indicators: readonly Indicator[], { total: { decimals }, classes }: Scheme['groups'][number], { creditCode, total, initialClass }: Clue): void {
    const name = `${creditCode} total ${scheme.id}`;
    const half = decimals === null ? 0 : 0.5 * 10 ** -decimals;
    const parts = indicators.map((each) => this.#points(scheme, creditCode, each));
    const sum = parts.map((part) => this.of(part)).reduce(plus, exactly(0));
    this.#know(name, { low: sum.low - half, high: sum.high + half });
    if (total !== null) this.#know(name, exactly(Number(total)));
    if (classes?.by === 'score' && initialClass !== null) {
      const at = classes.atLeast!.findIndex((each) => each.class === initialClass);
      this.#know(name, { low: classes.atLeast![at]?.score?.toNumber() ?? 0, high: classes.atLeast![at - 1]?.score?.toNumber() ?? Infinity });
    }
    const whole = this.of(name);
    for (const part of parts) {
      const others = parts.filter((other) => other !== part).map((other) => this.of(other)).reduce(plus, exactly(0));
      this.#know(part, without({ low: whole.low - half, high: whole.high + half }, others));
    }
  }

  #ranks(scheme: Scheme, members: readonly Clue[]): void {
    const ranked = members.filter(({ rank }) => rank !== null).sort((a, b) => a.rank! - b.rank!);
    const total = ({ creditCode }: Clue) => `${creditCode} total ${scheme.id}`;
    let most = Infinity;
    for (const each of ranked) most = this.#know(total(each), { low: 0, high: most }).high;
    let least = 0;
    for (const each of [...ranked].reverse()) least = this.#know(total(each), { low: least, high: Infinity }).low;
  }

  /** Of two enterprises of an amended group, the one that is surely in the better class has the higher total. */
  #classes(scheme: Scheme, group: Scheme['groups'][number], members: readonly Clue[]): void {
    const ladder = group.classes?.by === 'rank_share' ? group.classes.upto!.map((each) => each.class) : [];
    const known = members.flatMap(({ creditCode, possible }) => {
      const places = possible?.map((each) => ladder.indexOf(each)) ?? [];
      return places.length === 0 || places.includes(-1) ? [] : [{ name: `${creditCode} total ${scheme.id}`, best: Math.min(...places), worst: Math.max(...places) }];
    });
    for (const better of known) {
      for (const worse of known) {
        if (better.worst >= worse.best) continue;
        this.#know(better.name, { low: this.of(worse.name).low, high: Infinity });
        this.#know(worse.name, { low: 0, high: this.of(better.name).high });
      }
    }
  }

  /** A benchmark that was worked out of enterprises all of whom the attacker sees. */
  #benchmark(scheme: Scheme, indicator: Indicator, members: readonly Clue[], told: { value: number; holders: number | null } | undefined): void {
    const rule = indicator.points?.family === 'ratio' ? indicator.points.benchmark : null;
    if (!told || !rule || rule.of === 'fixed' || members[0]?.rankedOf !== members.length) return;
    const [n, d] = [indicator.numerator.fact, indicator.denominator!.fact];
    const v = (each: Clue) => nameOf(each, n, d);
    if (rule.of === 'percentile') {
      const may = members.filter((each) => this.of(v(each)).low <= told.value * (1 + 1e-6) && this.of(v(each)).high >= told.value * (1 - 1e-6));
      if (may.length === 1) this.#know(v(may[0]!), { low: told.value - 1e-6, high: told.value + 1e-6 });
      // Where nothing else makes the rank, the place of the percentile is a place of the ranks.
      const alone = scheme.groups.some(({ indicators }) => indicators.length === 1 && indicators[0] === indicator);
      const from = Math.max(Math.ceil((rule.percentile.toNumber() * members.length) / 100), 1);
      const at = [...members].sort((a, b) => b.rank! - a.rank!)[from - 1];
      if (alone && at && members.every(({ rank }, _, all) => all.filter((other) => other.rank === rank).length === 1)) this.#know(v(at), { low: told.value - 1e-6, high: told.value + 1e-6 });
      return;
    }
    const half = rule.decimals === undefined ? 1e-6 : 0.5 * 10 ** -rule.decimals;
    const weighted = rule.of === 'ratio_of_sums';
    const sizes = members.map((each) => (weighted ? this.of(nameOf(each, d)) : exactly(1)));
    const parts = members.map((each, at) => (weighted ? this.of(nameOf(each, n)) : times(this.of(v(each)), sizes[at]!)));
    const sum = times({ low: told.value - half, high: told.value + half }, sizes.reduce(plus, exactly(0)));
    members.forEach((each, at) => {
      const others = parts.filter((_, other) => other !== at).reduce(plus, exactly(0));
      this.#know(weighted ? nameOf(each, n) : v(each), without(sum, others));
    });
  }

  #points(scheme: Scheme, creditCode: string, { id }: Indicator): string {
    return `${creditCode} points ${scheme.id} ${id}`;
  }
}

/** The name of a figure of an enterprise: a fact, or the ratio of two. */
function nameOf({ creditCode, then }: Clue, ...facts: readonly string[]): string {
  const still = then?.later.find(({ others }) => !facts.some((fact) => others.includes(fact)));
  return `${creditCode}${still?.name ?? then?.name ?? ''} ${facts.join(' ÷ ')}`;
}

function fixed({ points }: Indicator): number | undefined {
  return points?.family === 'ratio' && points.benchmark?.of === 'fixed' ? points.benchmark.value.toNumber() : undefined;
}
