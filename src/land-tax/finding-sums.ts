import { contributionsOf, mayGive, OTHERS, recoded, type Contributions, type RowField } from '../access/suppression.js';
import { Rational } from '../grading/rational.js';
import { landClassKey } from '../policy/rate-class.js';
import type { LandTaxFinding } from './finding.js';

/** What findings are added up by. */
export const SUM_KEYS = ['kind', 'town', 'landClass'] as const;
export type SumKey = (typeof SUM_KEYS)[number];

export interface FindingSum {
  /** A kind, a town code, or a land class; empty where a finding has none. */
  readonly key: string;
  readonly count: number;
  /** 元 a year, of those whose tax is known. */
  readonly taxAtStake: Rational;
  /** How many have a tax that is not known. */
  readonly unknown: number;
}

/** Findings added up, by ascending key. */
export function sumFindings(findings: readonly LandTaxFinding[], by: SumKey): readonly FindingSum[] {
  return [...findingsBy(findings, by)].map(([key, its]) => sumOf(key, its));
}

/** The findings of each key, ascending. */
export function findingsBy(findings: readonly LandTaxFinding[], by: SumKey): ReadonlyMap<string, readonly LandTaxFinding[]> {
  const groups = new Map<string, LandTaxFinding[]>();
  for (const finding of findings) {
    const key = keyOf(finding, by);
    const known = groups.get(key);
    if (known) known.push(finding);
    else groups.set(key, [finding]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The findings of one key added up. */
export function sumOf(key: string, its: readonly LandTaxFinding[]): FindingSum {
  const known = its.flatMap(({ taxAtStake }) => taxAtStake ?? []);
  return { key, count: its.length, taxAtStake: Rational.sum(known), unknown: its.length - known.length };
}

function keyOf({ kind, town, landClass }: LandTaxFinding, by: SumKey): string {
  if (by === 'kind') return kind;
  if (by === 'town') return town ?? '';
  return landClass === null ? '' : landClassKey(landClass);
}

/** A sum of which the numbers may be left out. */
export interface PublishedFindingSum {
  readonly key: string;
  readonly count: number | undefined;
  readonly taxAtStake: Rational | undefined;
  readonly unknown: number | undefined;
}

/**
 * Findings added up for who does not see them one by one (SHARING.md, Aggregates): of towns and land classes the rows that
 * fail are merged into 其他, so that the total stays true; kinds are a closed list, whose rows that fail have no numbers.
 */
export function publishedFindingSums(findings: readonly LandTaxFinding[], by: SumKey): readonly PublishedFindingSum[] {
  const rows = [...findingsBy(findings, by)].map(([key, its]) => ({ key, its, fields: fieldsOf(its) }));
  const numbers = (key: string, its: readonly LandTaxFinding[], isGiven: boolean): PublishedFindingSum => {
    const { count, taxAtStake, unknown } = sumOf(key, its);
    return isGiven ? { key, count, taxAtStake, unknown } : { key, count: undefined, taxAtStake: undefined, unknown: undefined };
  };
  if (by === 'kind') return rows.map(({ key, its }) => numbers(key, its, fieldsOf(its).every(mayGive)));
  const { kept, others, isSuppressed } = recoded(rows);
  const merged =
    others.length === 0
      ? []
      : [
          numbers(
            OTHERS,
            others.flatMap(({ its }) => its),
            !isSuppressed,
          ),
        ];
  return [...kept.map(({ key, its }) => numbers(key, its, true)), ...merged];
}

/** Whether how many findings there are may be given to who does not see them. */
export function mayCount(findings: readonly LandTaxFinding[]): boolean {
  return mayGive(countOf(findings));
}

/** Whether the tax at stake of findings may be given in sum to who does not see them. */
export function mayTotal(findings: readonly LandTaxFinding[]): boolean {
  return mayGive(stakeOf(findings));
}

function fieldsOf(findings: readonly LandTaxFinding[]): readonly RowField[] {
  return [countOf(findings), stakeOf(findings), countOf(findings.filter(({ taxAtStake }) => !taxAtStake))];
}

function countOf(findings: readonly LandTaxFinding[]): RowField {
  return { isCount: true, of: byEnterprise(findings, () => Rational.ONE) };
}

function stakeOf(findings: readonly LandTaxFinding[]): RowField {
  return { isCount: false, of: byEnterprise(findings, ({ taxAtStake }) => taxAtStake ?? Rational.ZERO) };
}

/** A finding is its taxpayer's, else its holder's; things without an enterprise are nobody's. */
function byEnterprise(findings: readonly LandTaxFinding[], amount: (finding: LandTaxFinding) => Rational): Contributions {
  return contributionsOf(
    findings.flatMap((finding) => {
      const code = finding.taxpayer ?? finding.holder;
      return code === undefined ? [] : [[code, amount(finding)] as const];
    }),
  );
}
