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
