import type { LinkedLandSource } from '../departments/tax/land-source.js';
import type { EnterpriseResult } from '../grading/assessment.js';
import { Rational } from '../grading/rational.js';
import type { AppliedTreatment } from '../policy/treatment-match.js';
import type { TreatmentKind } from '../policy/treatment.js';
import type { Meter } from '../departments/utilities/meter.js';
import { monthsIn } from './months.js';
import { strongest, type Phase } from './phases.js';
import { yearlyTax } from './relief-grants.js';
import { roundedOnce, type ByQuarter } from './rounded-once.js';

/** What money is worked out of: the treatments through the year, and what they are of. */
export interface FiscalBasis {
  readonly year: number;
  readonly phases: readonly Phase[];
  readonly sources: readonly LinkedLandSource[];
  readonly meters: readonly Meter[];
}

/** What one treatment brings or costs an enterprise in the year, for one land-tax source or one account. */
export interface FiscalLine {
  readonly creditCode: string;
  /** The row of the assessment. */
  readonly row: number;
  readonly kind: TreatmentKind;
  /** Land-use tax is relieved, subsidies are given; electricity and water are surcharged. */
  readonly applied: AppliedTreatment;
  /** The number of the land-tax source, or the account (户号); null: of the enterprise as a whole. */
  readonly item: string | null;
  /** What the rate is of, in the whole year: 元 of land-use tax, kWh, 吨. */
  readonly base: Rational | undefined;
  /** In how many months of the year it takes effect. */
  readonly months: number;
  /** 元, to 分; undefined where the treatment's unit lacks a price or the base is missing. */
  readonly amount: Rational | undefined;
  /** Its parts; undefined where it is. A sum that a document fixes is due in the first quarter that it holds in. */
  readonly byQuarter: ByQuarter | undefined;
}

type Standing = Pick<EnterpriseResult, 'row' | 'creditCode' | 'final' | 'treatedAs'>;

const HUNDRED = Rational.integer(100);
const TO_FEN = 2;

/** The money that follows from an assessment, enterprise by enterprise as its rows are. */
export function fiscalLines({ year, phases, sources, meters }: FiscalBasis, results: readonly Standing[]): FiscalLine[] {
  const sourcesOf = groupBy(sources, ({ taxpayer }) => taxpayer);
  const metersOf = groupBy(meters, ({ creditCode }) => creditCode);
  return results.flatMap((standing) => {
    const applied = phases.map(({ months, treatmentsFor }) => ({ months, applied: treatmentsFor(standing.row, standing) }));
    if (applied.every((phase) => phase.applied.length === 0)) return [];
    const lines: FiscalLine[] = [];
    const add = (kind: TreatmentKind, item: string, base: Rational | undefined, inForce: MonthsOf) =>
      lines.push(...itemLines(standing, kind, item, base, inPhases(applied, kind, inForce)));
    for (const source of sourcesOf.get(standing.creditCode) ?? []) {
      const inForce: MonthsOf = (months) => monthsIn(year, months, source.startDate, source.endDate);
      add('LAND_USE_TAX', source.sourceId, yearlyTax(source), inForce);
    }
    for (const { account, electricity, water } of metersOf.get(standing.creditCode) ?? []) {
      if (electricity) add('ELECTRICITY', account, electricity, everyMonth);
      if (water) add('WATER', account, water, everyMonth);
    }
    return [...lines, ...fixedSums(standing, applied)];
  });
}

interface AppliedPhase {
  readonly months: readonly number[];
  readonly applied: readonly AppliedTreatment[];
}

type MonthsOf = (months: readonly number[]) => readonly number[];

const everyMonth: MonthsOf = (months) => months;

/** The strongest treatments of a kind through the phases, each with the months of its item in which it takes effect. */
function inPhases(phases: readonly AppliedPhase[], kind: TreatmentKind, inForce: MonthsOf): readonly AppliedMonths[] {
  const found = new Map<string, AppliedMonths>();
  for (const phase of phases) {
    const applied = strongest(phase.applied, kind);
    const months = inForce(phase.months);
    if (!applied || months.length === 0) continue;
    const key = JSON.stringify([applied.set.id, applied.treatment.id]);
    found.set(key, { applied, months: [...(found.get(key)?.months ?? []), ...months] });
  }
  return [...found.values()];
}

interface AppliedMonths {
  readonly applied: AppliedTreatment;
  readonly months: readonly number[];
}

/** The lines of one source or account: one for each treatment that takes effect on it in some month. */
function itemLines(
  { row, creditCode }: Standing,
  kind: TreatmentKind,
  item: string,
  base: Rational | undefined,
  through: readonly AppliedMonths[],
): FiscalLine[] {
  const yearlies = through.map(({ applied: { treatment } }) => base && priced(base, treatment.rate!, treatment));
  const money = roundedOnce(through.map(({ months }, index) => ({ months, yearly: yearlies[index] ?? Rational.ZERO })));
  return through.map(({ applied, months }, index) => {
    const byQuarter = yearlies[index] && money[index];
    return {
      ...{ row, creditCode, kind, applied, item, base, months: months.length },
      ...{ amount: byQuarter && Rational.sum(byQuarter), byQuarter },
    };
  });
}

/** 元 for the whole base: a share of the tax, or a surcharge by quantity or by share of the price. */
function priced(base: Rational, rate: Rational, { kind, unit, price }: AppliedTreatment['treatment']): Rational | undefined {
  if (unit !== '%') return base.times(rate);
  if (kind === 'WATER') return price && base.times(price).times(rate).over(HUNDRED);
  return base.times(rate).over(HUNDRED);
}

/** Sums that a document fixes, once a year for whom it applies to in some month. */
function fixedSums({ row, creditCode }: Standing, phases: readonly AppliedPhase[]): FiscalLine[] {
  const found = new Map<string, AppliedMonths>();
  for (const { months, applied } of phases) {
    for (const each of applied) {
      const { id, amount, trial } = each.treatment;
      if (!amount || trial) continue;
      const key = JSON.stringify([each.set.id, id]);
      found.set(key, { applied: each, months: [...(found.get(key)?.months ?? []), ...months] });
    }
  }
  return [...found.values()].map(({ applied, months }) => {
    const amount = applied.treatment.amount!.round(TO_FEN);
    return {
      ...{ row, creditCode, kind: applied.treatment.kind, applied, item: null, base: undefined, months: months.length },
      ...{ amount, byQuarter: inQuarter(Math.ceil(Math.min(...months) / 3), amount) },
    };
  });
}

function inQuarter(quarter: number, amount: Rational): ByQuarter {
  const part = (of: number) => (of === quarter ? amount : Rational.ZERO);
  return [part(1), part(2), part(3), part(4)];
}

/** The amounts of lines added up by a key, in the order in which the keys occur; lines without an amount are counted. */
export function sumLines(
  lines: readonly FiscalLine[],
  key: (line: FiscalLine) => string,
): ReadonlyMap<string, { amount: Rational; lines: number; withoutAmount: number }> {
  const sums = new Map<string, { amount: Rational; lines: number; withoutAmount: number }>();
  for (const line of lines) {
    const sum = sums.get(key(line)) ?? { amount: Rational.ZERO, lines: 0, withoutAmount: 0 };
    sum.lines += 1;
    if (line.amount) sum.amount = sum.amount.plus(line.amount);
    else sum.withoutAmount += 1;
    sums.set(key(line), sum);
  }
  return sums;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const of = key(item);
    if (of === undefined) continue;
    const known = groups.get(of);
    if (known) known.push(item);
    else groups.set(of, [item]);
  }
  return groups;
}
