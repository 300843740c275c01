import type { Group, Indicator, Scheme } from '../../src/grading/scheme.js';
import { Bounds } from './bounds.js';
import { exactly, over, plus, times, without, type Interval } from './interval.js';
import { eliminated, type Equation } from './linear.js';
import { benchmarkOf, filledWith, mayBeMissing, rangeOf } from './points-known.js';
import { nameBefore } from './random-method.js';
import type { Said } from './told-conditions.js';

/** What one scheme's answer says of an enterprise to who sees tax and land. */
export interface OfficerClue {
  readonly creditCode: string;
  readonly group: string | null;
  readonly rank: number | null;
  readonly initialClass: string | null;
  readonly total: string | null;
  /** What conditions say of its figures by having held or not. */
  readonly said?: readonly Said[];
  /** Those of the scheme itself among them. */
  readonly saidByScheme?: readonly Said[];
  readonly indicators: readonly { readonly id: string; readonly band: string | null; readonly benchmark: string | null; readonly value: string | null; readonly points: string | null }[];
  readonly nextClass: { readonly class: string; readonly pointsNeeded: string | null; readonly paths: readonly { readonly indicator: string; readonly valueNeeded: string | null }[] } | null;
}

/** One scheme with everything that was answered under it. */
export interface OfficerEvidence {
  readonly scheme: Scheme;
  /** Of the year before. */
  readonly isBefore?: boolean;
  readonly clues: readonly OfficerClue[];
  /** By group and indicator. */
  readonly benchmarks: ReadonlyMap<string, { readonly value: number; readonly holders: number | null }>;
  /** Credit codes from the highest total, as far as the order tells. */
  readonly byTotal: readonly string[];
}

const EDGES: Readonly<Record<string, Interval>> = {
  FAR_BELOW: { low: 0, high: 0.5 },
  BELOW: { low: 0.5, high: 0.9 },
  AROUND: { low: 0.9, high: 1.1 },
  ABOVE: { low: 1.1, high: 2 },
  FAR_ABOVE: { low: 2, high: Infinity },
};
const LOOSE = 1e-7;

/**
 * Bounds on every number of every enterprise, from what a tax officer is told: totals less what tax and land make of them,
 * totals under several schemes against each other, ranks, classes and orders, points and values that are missing to the
 * next class, benchmarks and the sums behind them.
 */
export class OfficerSolver {
  readonly #bounds: Bounds;
  readonly #extras: (code: string, scheme: Scheme) => number;

  /**
   * @param given numbers that the role may read, by enterprise and fact
   * @param extras the extra points of an enterprise, which are no secret to who knows the lists
   */
  constructor(readonly evidence: readonly OfficerEvidence[], given: ReadonlyMap<string, number>, extras: (code: string, scheme: Scheme) => number) {
    this.#extras = extras;
    this.#bounds = new Bounds(given, 1e-6);
    this.#bounds.settle(40, () => {
      for (const each of evidence) this.#pass(each);
      this.#eliminate();
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

  #pass({ scheme, clues, benchmarks, byTotal }: OfficerEvidence): void {
    for (const group of scheme.groups) {
      const members = clues.filter((clue) => clue.group === group.id);
      for (const member of members) {
        for (const [figure, span] of member.said ?? []) this.#know(`${member.creditCode} ${figure}`, span);
        for (const indicator of group.indicators) this.#indicator(scheme, indicator, member);
        this.#total(scheme, group, member);
      }
      this.#chain(scheme, members.filter(({ rank }) => rank !== null).sort((a, b) => a.rank! - b.rank!));
      if (group.classes?.by === 'rank_share') this.#classes(scheme, group, members);
      for (const indicator of group.indicators) this.#benchmark(indicator, members, benchmarks.get(`${group.id} ${indicator.id}`));
    }
    this.#chain(scheme, byTotal.flatMap((code) => clues.find(({ creditCode }) => creditCode === code) ?? []));
  }

  #indicator(scheme: Scheme, indicator: Indicator, clue: OfficerClue): void {
    const { creditCode } = clue;
    const told = clue.indicators.find(({ id }) => id === indicator.id);
    const v = valueName(creditCode, indicator);
    const p = pointsName(creditCode, scheme, indicator);
    this.#know(p, rangeOf(indicator));
    if (told?.points) this.#know(p, exactly(Number(told.points)));
    if (!indicator.growth) {
      const [n, d] = [`${creditCode} ${indicator.numerator.fact}`, `${creditCode} ${indicator.denominator!.fact}`];
      this.#know(v, over(this.of(n), this.of(d)));
      this.#know(n, times(this.of(v), this.of(d)));
      this.#know(d, over(this.of(n), this.of(v)));
    }
    const benchmark = benchmarkOf(indicator, told?.benchmark);
    if (indicator.growth) return this.#growth(scheme, indicator, clue);
    if (benchmark === undefined) return;
    if (told?.band) this.#know(v, times(EDGES[told.band]!, exactly(benchmark)));
    const weight = indicator.weight!.toNumber();
    const cap = (indicator.points?.cap?.toNumber() ?? Infinity) * weight;
    const value = this.of(v);
    const may = mayBeMissing(indicator) && !told?.points ? [filledWith(indicator)] : [];
    const points = this.#know(p, { low: Math.min(cap, (weight * value.low) / benchmark, ...may), high: Math.max(Math.min(cap, (weight * value.high) / benchmark), ...may) });
    this.#know(v, { low: (points.low * benchmark * (1 - LOOSE)) / weight, high: points.high >= cap * (1 - LOOSE) ? Infinity : (points.high * benchmark * (1 + LOOSE)) / weight });
  }

  /** A growth ties the ratio of now to that of the year before. */
  #growth(scheme: Scheme, indicator: Indicator, { creditCode, indicators }: OfficerClue): void {
    const told = indicators.find(({ id }) => id === indicator.id);
    const [v, p] = [valueName(creditCode, indicator), pointsName(creditCode, scheme, indicator)];
    const ratio = `${indicator.numerator.fact} ÷ ${indicator.denominator!.fact}`;
    const [now, before] = [`${creditCode} ${ratio}`, `${nameBefore(creditCode)} ${ratio}`];
    // One more than the growth, which is below nothing where the ratio fell.
    const [one, other] = [this.of(now), this.of(before)];
    const grown = this.#know(`${v} and one`, over(one, other));
    this.#know(now, times(grown, other));
    this.#know(before, over(one, grown));
    const benchmark = benchmarkOf(indicator, told?.benchmark);
    const { floor, cap } = indicator.points!;
    if (benchmark === undefined || !floor || !cap) return;
    const may = mayBeMissing(indicator) && !told?.points ? [filledWith(indicator)] : [];
    const unit = indicator.weight!.toNumber() / benchmark;
    const ends = { low: floor.toNumber() * indicator.weight!.toNumber(), high: cap.toNumber() * indicator.weight!.toNumber() };
    const within = (points: number) => Math.min(ends.high, Math.max(ends.low, points));
    const points = this.#know(p, { low: Math.min(within((grown.low - 1) * unit), ...may), high: Math.max(within((grown.high - 1) * unit), ...may) });
    this.#know(`${v} and one`, { low: points.low > ends.low * (1 + LOOSE) + LOOSE ? 1 + (points.low * (1 - LOOSE)) / unit : 0, high: points.high < ends.high * (1 - LOOSE) ? 1 + (points.high * (1 + LOOSE)) / unit : Infinity });
  }

  #total(scheme: Scheme, group: Group, clue: OfficerClue): void {
    const { creditCode, total, initialClass, nextClass } = clue;
    const name = totalName(creditCode, scheme);
    const half = (group.total.decimals === null ? 0 : 0.5 * 10 ** -group.total.decimals) + LOOSE;
    const extras = this.#extras(creditCode, scheme);
    const parts = group.indicators.map((each) => pointsName(creditCode, scheme, each));
    const sum = parts.map((part) => this.of(part)).reduce(plus, exactly(extras));
    const floor = group.total.floor?.toNumber() ?? -Infinity;
    this.#know(name, { low: Math.max(floor, sum.low - half), high: Math.max(floor, sum.high + half) });
    if (total !== null) this.#know(name, exactly(Number(total)));
    const { classes } = group;
    if (classes?.by === 'score' && initialClass !== null) {
      const at = classes.atLeast!.findIndex((each) => each.class === initialClass);
      const [own, better] = [classes.atLeast![at]?.score?.toNumber(), classes.atLeast![at - 1]?.score?.toNumber()];
      this.#know(name, { low: own ?? 0, high: better ?? Infinity });
      const lack = lackOf(group, clue);
      if (better !== undefined && lack !== undefined && nextClass?.class === classes.atLeast![at - 1]!.class) this.#know(name, { low: better - lack - 2 * half, high: better - lack + 2 * half });
    }
    const whole = this.of(name);
    if (whole.low <= floor) return;
    for (const part of parts) {
      const others = parts.filter((other) => other !== part).map((other) => this.of(other)).reduce(plus, exactly(extras));
      this.#know(part, without({ low: whole.low - half, high: whole.high + half }, others));
    }
  }

  /** From the highest total. */
  #chain(scheme: Scheme, ranked: readonly OfficerClue[]): void {
    let most = Infinity;
    for (const { creditCode } of ranked) most = this.#know(totalName(creditCode, scheme), { low: -Infinity, high: most }).high;
    let least = -Infinity;
    for (const { creditCode } of [...ranked].reverse()) least = this.#know(totalName(creditCode, scheme), { low: least, high: Infinity }).low;
  }

  /** Where classes are shares of ranks, each of a better class stands above each of a worse one. */
  #classes(scheme: Scheme, { classes }: Group, members: readonly OfficerClue[]): void {
    const ladder = (classes!.by === 'rank_share' ? classes!.upto! : []).map((cut) => cut.class);
    const of = ({ creditCode }: OfficerClue) => this.of(totalName(creditCode, scheme));
    for (const member of members.filter(({ initialClass }) => initialClass !== null)) {
      const at = ladder.indexOf(member.initialClass!);
      const above = members.filter(({ initialClass }) => initialClass !== null && ladder.indexOf(initialClass) < at);
      const below = members.filter(({ initialClass }) => initialClass !== null && ladder.indexOf(initialClass) > at);
      this.#know(totalName(member.creditCode, scheme), { low: Math.max(-Infinity, ...below.map((each) => of(each).low)), high: Math.min(Infinity, ...above.map((each) => of(each).high)) });
    }
  }

  /** What a benchmark of all members gives back: of the sum behind it, or of the one whose value it is. */
  #benchmark(indicator: Indicator, members: readonly OfficerClue[], told: { value: number; holders: number | null } | undefined): void {
    const rule = indicator.points?.family === 'ratio' ? indicator.points.benchmark : null;
    if (!told || !rule || rule.of === 'fixed' || indicator.growth || told.holders !== members.length) return;
    const v = ({ creditCode }: OfficerClue) => valueName(creditCode, indicator);
    const benchmark = told.value / rule.times.toNumber();
    if (rule.of === 'percentile') {
      const may = members.filter((each) => this.of(v(each)).low <= benchmark * (1 + 1e-6) && this.of(v(each)).high >= benchmark * (1 - 1e-6));
      if (may.length === 1) this.#know(v(may[0]!), { low: benchmark * (1 - 1e-6), high: benchmark * (1 + 1e-6) });
      return;
    }
    const half = rule.decimals === undefined ? 1e-6 : 0.5 * 10 ** -rule.decimals;
    const weighted = rule.of === 'ratio_of_sums';
    const sizes = members.map((each) => (weighted ? this.of(`${each.creditCode} ${indicator.denominator!.fact}`) : exactly(1)));
    const parts = members.map((each) => (weighted ? this.of(`${each.creditCode} ${indicator.numerator.fact}`) : this.of(v(each))));
    const sum = times({ low: benchmark - half, high: benchmark + half }, sizes.reduce(plus, exactly(0)));
    members.forEach((each, at) => {
      const others = parts.filter((_, other) => other !== at).reduce(plus, exactly(0));
      this.#know(weighted ? `${each.creditCode} ${indicator.numerator.fact}` : v(each), without(sum, others));
    });
  }

  /** Totals under several schemes are equations of the same values where no cap cuts in: what two share is taken out. */
  #eliminate(): void {
    const codes = new Set(this.evidence.flatMap(({ clues }) => clues.map(({ creditCode }) => creditCode)));
    for (const code of codes) {
      const equations = this.evidence.flatMap((each) => this.#equation(each, code));
      if (equations.length < 2) continue;
      for (const { powers, sum } of eliminated(equations)) {
        for (const [name, factor] of powers) {
          const others = [...powers].filter(([other]) => other !== name).map(([other, times]) => scaled(this.of(other), times));
          const left = others.reduce((rest, other) => ({ low: rest.low - other.high, high: rest.high - other.low }), sum);
          const found = scaled(left, 1 / factor);
          if (!Number.isNaN(found.low) && !Number.isNaN(found.high)) this.#know(name, { low: Math.max(0, found.low), high: Math.max(0, found.high) });
        }
      }
    }
  }

  #equation({ scheme, clues }: OfficerEvidence, code: string): Equation[] {
    const clue = clues.find(({ creditCode }) => creditCode === code);
    const group = scheme.groups.find(({ id }) => id === clue?.group);
    if (!clue || !group || clue.total === null || group.total.floor) return [];
    const half = (group.total.decimals === null ? 0 : 0.5 * 10 ** -group.total.decimals) + LOOSE;
    const powers = new Map<string, number>();
    let sum = Number(clue.total) - this.#extras(code, scheme);
    for (const indicator of group.indicators) {
      const points = this.of(pointsName(code, scheme, indicator));
      if (points.high - points.low < 1e-9) {
        sum -= points.low;
        continue;
      }
      const benchmark = benchmarkOf(indicator, clue.indicators.find(({ id }) => id === indicator.id)?.benchmark);
      const free = benchmark !== undefined && !indicator.growth && !mayBeMissing(indicator) && points.high < (indicator.points?.cap?.toNumber() ?? Infinity) * indicator.weight!.toNumber();
      if (free) powers.set(valueName(code, indicator), indicator.weight!.toNumber() / benchmark);
      else powers.set(pointsName(code, scheme, indicator), 1);
    }
    return [{ powers, sum: { low: sum - half, high: sum + half } }];
  }
}

export function valueName(code: string, { numerator, denominator, growth }: Indicator): string {
  return growth ? `${code} growth ${numerator.fact} ÷ ${denominator!.fact}` : `${code} ${numerator.fact} ÷ ${denominator!.fact}`;
}

export function pointsName(code: string, scheme: Scheme, { id }: Indicator): string {
  return `${code} points ${scheme.id} ${id}`;
}

function totalName(code: string, scheme: Scheme): string {
  return `${code} total ${scheme.id}`;
}

/** The points that are missing to the next class, as told or as a value that would bring them. */
function lackOf(group: Group, { nextClass, indicators }: OfficerClue): number | undefined {
  if (!nextClass) return undefined;
  if (nextClass.pointsNeeded !== null) return Number(nextClass.pointsNeeded);
  for (const { indicator: id, valueNeeded } of nextClass.paths) {
    const indicator = group.indicators.find((each) => each.id === id)!;
    const told = indicators.find((each) => each.id === id);
    const benchmark = benchmarkOf(indicator, told?.benchmark);
    if (valueNeeded === null || !told?.points || benchmark === undefined || indicator.growth) continue;
    return (indicator.weight!.toNumber() * Number(valueNeeded)) / benchmark - Number(told.points);
  }
  return undefined;
}

function scaled({ low, high }: Interval, by: number): Interval {
  const [one, other] = [low === 0 ? 0 : low * by, high === 0 ? 0 : high * by];
  return by < 0 ? { low: other, high: one } : { low: one, high: other };
}
