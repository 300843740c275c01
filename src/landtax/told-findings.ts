import { disclosedTables } from '../access/disclosed-tables.js';
import { ToldSpan, type Part, type Parts } from '../access/told-span.js';
import { Rational } from '../grading/rational.js';
import type { LandTaxFinding } from './finding.js';
import { findingsBy, sumOf, SUM_KEYS, type FindingSum, type SumKey } from './finding-sums.js';
import type { ToldSums } from './told-sums.js';

/** How many findings there are in all and by each key, as far as it may be told to who sees no single one. */
export interface ToldCounts {
  readonly all: boolean;
  /** The keys whose numbers may be told. */
  readonly by: Readonly<Record<SumKey, ReadonlySet<string>>>;
}

/** A sum of which the tax may be left out. */
export type ToldFindingSum = Omit<FindingSum, 'taxAtStake'> & { readonly taxAtStake: Rational | undefined };

/**
 * Which numbers of findings may be told side by side: of three findings and three enterprises or more, and none that gives
 * back, with the others, one of fewer. Those with a tax that is not known are counted apart within each.
 */
export function toldCounts(findings: readonly LandTaxFinding[]): ToldCounts {
  const tables = SUM_KEYS.map((by) => [...findingsBy(findings, by)].map(([key, its]) => ({ by, key, its, unknown: its.filter(({ taxAtStake }) => !taxAtStake) })));
  const counted = disclosedTables(tables.map((rows) => rows.map(({ its, unknown }) => [its.length - unknown.length, unknown.length])));
  const span = new ToldSpan();
  const tells = (its: readonly LandTaxFinding[]): boolean => {
    const parts = partsOf(its, () => Rational.ONE);
    const verdict = span.judge(parts);
    if (verdict === 'NEW') span.tell(parts);
    return verdict !== 'REVEALING';
  };
  const all = tells(findings);
  const keys = tables.map((rows, table) => rows.flatMap(({ by, key, its, unknown }, row) => {
    const { counts, sums } = counted[table]!;
    const told = sums[row] !== undefined && counts[row]![1] !== undefined && tells(its) && tells(unknown);
    return told ? [[by, key] as const] : [];
  }));
  const of = (wanted: SumKey) => new Set(keys.flat().flatMap(([by, key]) => (by === wanted ? [key] : [])));
  return { all, by: { kind: of('kind'), town: of('town'), landClass: of('landClass') } };
}

/** Findings of a year with the numbers of them that may be told. */
export interface CountedFindings {
  readonly year: number;
  readonly findings: readonly LandTaxFinding[];
  readonly counts: ToldCounts;
}

/** The findings added up, as far as it may be told to who sees no single one: a sum whose number may not is not there. */
export async function toldFindingSums({ year, findings, counts }: CountedFindings, by: SumKey, toldBefore: Pick<ToldSums, 'mayTell'>): Promise<readonly ToldFindingSum[]> {
  const groups = [...findingsBy(findings, by)].filter(([key]) => counts.by[by].has(key));
  const taxes = await toldBefore.mayTell(whatOf(year), groups.map(([, its]) => stakesOf(its)));
  return groups.map(([key, its], at) => {
    const sum = sumOf(key, its);
    return { ...sum, taxAtStake: taxes[at] ? sum.taxAtStake : undefined };
  });
}

/** Whether the tax at stake of all findings may be told to who sees no single one. */
export async function totalMayBeTold({ year, findings, counts }: CountedFindings, toldBefore: Pick<ToldSums, 'mayTell'>): Promise<boolean> {
  return counts.all && (await toldBefore.mayTell(whatOf(year), [stakesOf(findings)]))[0]!;
}

function whatOf(year: number): string {
  return `findings ${year}`;
}

function stakesOf(findings: readonly LandTaxFinding[]): Parts {
  return partsOf(findings, ({ taxAtStake }) => taxAtStake ?? Rational.ZERO);
}

/** A finding is its taxpayer's, else its holder's; about nobody known it stands for somebody. */
function partsOf(findings: readonly LandTaxFinding[], base: (finding: LandTaxFinding) => Rational): Parts {
  return new Map(findings.map((finding): [string, Part] => [finding.id, { base: base(finding), share: Rational.ONE, of: finding.taxpayer ?? finding.holder ?? finding.id }]));
}
