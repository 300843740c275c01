import { mayGive, type Contributions } from '../access/suppression.js';
import type { AssessmentView } from '../assessment/views.js';
import type { Page } from '../db/page.js';
import type { EnterpriseResult } from '../grading/assessment.js';
import type { DepartmentId } from '../grading/fact.js';
import { Rational } from '../grading/rational.js';
import type { TreatmentKind } from '../policy/treatment.js';
import { fiscalLines, type FiscalBasis, type FiscalLine } from './fiscal.js';
import { ABOUT, MEASURES, type Measure } from './ledger-measures.js';

/** What an office reports of one enterprise and quarter; measures that it does not report are not there. */
export interface ReportedEffects {
  readonly creditCode: string;
  readonly quarter: number;
  readonly values: ReadonlyMap<Measure, Rational>;
}

/** One measure in one quarter, over all enterprises. */
export interface LedgerLine {
  readonly quarter: number;
  readonly measure: Measure;
  /** In the measure's unit; undefined: no treatment says it in numbers, or nobody reported it. */
  readonly due: Rational | undefined;
  readonly reported: Rational | undefined;
  /** What each enterprise adds to either. */
  readonly contributions: { readonly due: Contributions; readonly reported: Contributions };
}

/** Where what was reported of an enterprise is not what its treatments say. */
export interface LedgerDifference {
  readonly quarter: number;
  readonly measure: Measure;
  readonly creditCode: string;
  /** Undefined: it is in no group, or only others know it. */
  readonly class: string | undefined;
  readonly due: Rational;
  /** Undefined: others' was reported, its was not. */
  readonly reported: Rational | undefined;
  /** Reported − due. */
  readonly difference: Rational;
}

export interface Ledger {
  readonly lines: readonly LedgerLine[];
  readonly differences: readonly LedgerDifference[];
}

const KEPT_TO = 2;

/** The ledger as it is looked at, line by line with the departments whose data each is. */
export interface LedgerView extends Ledger {
  readonly assessed: AssessmentView;
  readonly year: number;
  /** The data version as of which offices reported: a publication's money stands, what was carried out of it goes on. */
  readonly reportedAt: number;
}
export type LedgerLineView = LedgerLine & { readonly year: number; readonly madeOf: readonly DepartmentId[] };
export type DifferenceView = LedgerDifference & { readonly version: number; readonly madeOf: readonly DepartmentId[] };
export type DifferencePage = Page<DifferenceView>;

/**
 * The policy-effect ledger of a year by quarter: what was reported beside what the treatments say should have been.
 * A measure that nobody reported in a quarter is not reported, never zero, and has no differences.
 */
export function policyLedger(basis: FiscalBasis, results: readonly EnterpriseResult[], reported: readonly ReportedEffects[]): Ledger {
  const classes = new Map(results.map(({ creditCode, final, treatedAs }) => [creditCode, final ?? treatedAs]));
  const lines: LedgerLine[] = [];
  const differences: LedgerDifference[] = [];
  const owed = fiscalLines(basis, results);
  for (const quarter of [1, 2, 3, 4]) {
    for (const measure of MEASURES) {
      const { kind } = ABOUT[measure];
      const due = kind && sumsOf(owed.flatMap((line) => dueIn(quarter, kind, line)));
      const said = reported.filter((each) => each.quarter === quarter && each.values.has(measure));
      const given = said.length > 0 ? sumsOf(said.map(({ creditCode, values }) => [creditCode, values.get(measure)!])) : undefined;
      lines.push({
        quarter,
        measure,
        due: due && total(due),
        reported: given && total(given),
        contributions: { due: due ?? NOBODY, reported: given ?? NOBODY },
      });
      if (!due || !given) continue;
      for (const creditCode of [...new Set([...due.keys(), ...given.keys()])].sort()) {
        const [owes, gave] = [due.get(creditCode) ?? Rational.ZERO, given.get(creditCode)];
        const difference = (gave ?? Rational.ZERO).minus(owes).round(KEPT_TO);
        if (difference.sign !== 0)
          differences.push({ quarter, measure, creditCode, class: classes.get(creditCode), due: owes, reported: gave, difference });
      }
    }
  }
  return { lines, differences };
}

/** What a line of a kind adds in a quarter, by its enterprise; nothing where it has no amount, or its quarter no part of it. */
function dueIn(quarter: number, kind: TreatmentKind, line: FiscalLine): readonly (readonly [string, Rational])[] {
  const amount = line.kind === kind ? line.byQuarter?.[quarter - 1] : undefined;
  return amount ? [[line.creditCode, amount]] : [];
}

/** A line as who does not see its enterprises gets it: without the sums that would give one away. */
export function publishedLine({ due, reported, contributions }: LedgerLine): Pick<LedgerLine, 'due' | 'reported'> {
  const gives = (measure: 'due' | 'reported') => mayGive({ isCount: false, of: contributions[measure] });
  return { due: gives('due') ? due : undefined, reported: gives('reported') ? reported : undefined };
}

const NOBODY: Contributions = new Map();

function sumsOf(amounts: readonly (readonly [string, Rational])[]): ReadonlyMap<string, Rational> {
  const sums = new Map<string, Rational>();
  for (const [code, amount] of amounts) sums.set(code, (sums.get(code) ?? Rational.ZERO).plus(amount));
  return sums;
}

function total(sums: ReadonlyMap<string, Rational>): Rational {
  return Rational.sum([...sums.values()]);
}
