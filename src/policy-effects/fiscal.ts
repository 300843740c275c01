import type { LinkedLandSource } from '../departments/tax/land-source.js';
import type { EnterpriseResult } from '../grading/assessment.js';
import { Rational } from '../grading/rational.js';
import type { AppliedTreatment } from '../policy/treatment-match.js';
import type { TreatmentKind } from '../policy/treatment.js';
import type { Meter } from '../departments/utilities/meter.js';
import { monthsInForce } from './months.js';
import { strongest, type Phase } from './phases.js';
import { yearlyTax } from './relief-grants.js';

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
  /** 元, rounded half up to 分; undefined where the treatment's unit lacks a price or the base is missing. */
  readonly amount: Rational | undefined;
}

type Standing = Pick<EnterpriseResult, 'row' | 'creditCode' | 'final' | 'treatedAs'>;

const HUNDRED = Rational.integer(100);
const TWELVE = Rational.integer(12);

/** The money that follows from an assessment, enterprise by enterprise as its rows are. */
export function fiscalLines({ year, phases, sources, meters }: FiscalBasis, results: readonly Standing[]): FiscalLine[] {
  const sourcesOf = groupBy(sources, ({ taxpayer }) => taxpayer);
  const metersOf = groupBy(meters, ({ creditCode }) => creditCode);
  return results.flatMap((standing) => {
    const applied = phases.map(({ months, treatmentsFor }) => ({ months, applied: treatmentsFor(standing.row, standing) }));
    if (applied.every((phase) => phase.applied.length === 0)) return [];
    const lines = new Lines(standing);
    for (const source of sourcesOf.get(standing.creditCode) ?? []) {
      for (const phase of applied) {
        const months = monthsInForce(year, phase.months, source.startDate, source.endDate);
        lines.add('LAND_USE_TAX', phase.applied, source.sourceId, yearlyTax(source), months);
      }
    }
    for (const { account, electricity, water } of metersOf.get(standing.creditCode) ?? []) {
      for (const phase of applied) {
        if (electricity) lines.add('ELECTRICITY', phase.applied, account, electricity, phase.months.length);
        if (water) lines.add('WATER', phase.applied, account, water, phase.months.length);
      }
    }
    return [...lines.all(), ...fixedSums(standing, applied)];
  });
}

/** The lines of one enterprise: months of the same treatment on the same item are one line. */
class Lines {
  readonly #standing: Standing;
  readonly #lines = new Map<string, FiscalLine>();

  constructor(standing: Standing) {
    this.#standing = standing;
  }

  add(kind: TreatmentKind, of: readonly AppliedTreatment[], item: string, base: Rational | undefined, months: number): void {
    const applied = strongest(of, kind);
    if (!applied || months === 0) return;
    const key = JSON.stringify([kind, applied.set.id, applied.treatment.id, item]);
    const sofar = this.#lines.get(key)?.months ?? 0;
    const { row, creditCode } = this.#standing;
    this.#lines.set(key, { row, creditCode, kind, applied, item, base, months: sofar + months, amount: undefined });
  }

  all(): FiscalLine[] {
    return [...this.#lines.values()].map((line) => ({ ...line, amount: amountOf(line) }));
  }
}

function amountOf(line: FiscalLine): Rational | undefined {
  return exactAmount(line)?.round(2);
}

/** 元, before rounding to 分; what a document fixes as it stands. */
export function exactAmount({ applied: { treatment }, base, months, amount }: FiscalLine): Rational | undefined {
  const yearly = base && treatment.rate ? priced(base, treatment.rate, treatment) : undefined;
  return yearly?.times(Rational.integer(months)).over(TWELVE) ?? amount;
}

/** 元 for the whole base: a share of the tax, or a surcharge by quantity or by share of the price. */
function priced(base: Rational, rate: Rational, { kind, unit, price }: AppliedTreatment['treatment']): Rational | undefined {
  if (unit !== '%') return base.times(rate);
  if (kind === 'WATER') return price && base.times(price).times(rate).over(HUNDRED);
  return base.times(rate).over(HUNDRED);
}

/** Sums that a document fixes, once a year for whom it applies to in some month. */
function fixedSums(
  { row, creditCode }: Standing,
  phases: readonly { months: readonly number[]; applied: readonly AppliedTreatment[] }[],
): FiscalLine[] {
  const found = new Map<string, FiscalLine>();
  for (const { months, applied } of phases) {
    for (const each of applied) {
      const { id, kind, amount, trial } = each.treatment;
      if (!amount || trial) continue;
      const key = `${each.set.id} ${id}`;
      const sofar = found.get(key)?.months ?? 0;
      found.set(key, {
        row,
        creditCode,
        kind,
        applied: each,
        item: null,
        base: undefined,
        months: sofar + months.length,
        amount: amount.round(2),
      });
    }
  }
  return [...found.values()];
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
