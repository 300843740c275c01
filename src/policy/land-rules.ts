import type { Rational } from '../grading/rational.js';
import type { Condition, DocumentSource } from '../grading/scheme.js';
import type { Period } from './treatment-reading.js';

/** The rule files of one county (LANDUSE.md, Rule files), with the file that each was read from. */
export interface LandRules {
  readonly jurisdiction: string;
  readonly parameters: LandParameters;
  readonly targets: LandTargets;
  readonly inefficient: InefficientRules;
  readonly townScore: TownScoreRules;
  readonly zoneIdeals: ZoneIdeals;
  /** Undefined where the county has no `credit.yaml`. */
  readonly credit: CreditRules | undefined;
}

/** What every rule file says of itself. */
export interface LandRuleFile {
  readonly id: string;
  readonly title: string;
  readonly jurisdiction: string;
  readonly status: 'complete' | 'example';
  readonly sources: readonly DocumentSource[];
}

/** What an entry rests on, and while it holds (both days counted). */
export interface Grounded extends Period {
  readonly document: string;
  readonly article: string;
}

export const LAND_PARAMETERS = [
  'idle_years',
  'idle_withdrawal_years',
  'idle_started_area',
  'idle_invested',
  'idle_fee',
  'investigation_days',
  'reminder_days',
  'approval_years',
  'approval_warning_days',
  'lease_warning_days',
  'area_tolerance',
] as const;
export type LandParameterId = (typeof LAND_PARAMETERS)[number];

export interface LandParameter extends Grounded {
  readonly id: LandParameterId;
  readonly value: Rational;
}

/** parameters.yaml */
export interface LandParameters extends LandRuleFile {
  readonly items: readonly LandParameter[];
}

/** Of targets.yaml: the first in force that fits a row holds. */
export interface LandTarget extends Grounded {
  readonly indicator: string;
  readonly value: Rational;
  readonly regions: readonly string[] | undefined;
  readonly zones: readonly string[] | undefined;
  readonly baseYear: number | undefined;
}

/** targets.yaml */
export interface LandTargets extends LandRuleFile {
  readonly targets: readonly LandTarget[];
}

export interface InefficientRule extends Grounded {
  readonly id: string;
  readonly title: string;
  readonly when: Condition;
}

/** inefficient.yaml */
export interface InefficientRules extends LandRuleFile {
  /** The id of the scheme whose final class `enterprise.grade` is. */
  readonly scheme: string;
  /** The derived sum of that scheme that counts as tax. */
  readonly tax: string;
  /** In the order of the file. */
  readonly rules: readonly InefficientRule[];
  /** How a recognised case may end. */
  readonly ways: Readonly<Record<LandLedgerKind, readonly string[]>>;
}

export const LEDGER_KINDS = ['APPROVED_UNSUPPLIED', 'IDLE', 'INEFFICIENT'] as const;
export type LandLedgerKind = (typeof LEDGER_KINDS)[number];

/** An indicator with its weight and what it is measured by: a target or an ideal. */
export interface Weighted {
  readonly id: string;
  readonly weight: Rational;
  readonly by: Rational;
  readonly article: string | undefined;
}

/** town-score.yaml */
export interface TownScoreRules extends LandRuleFile {
  readonly years: readonly number[];
  readonly indicators: readonly Weighted[];
  /** Towns whose score is below it bear a mark. */
  readonly line: Rational | undefined;
}

/** zone-ideals.yaml */
export interface ZoneIdeals extends LandRuleFile {
  readonly years: readonly number[];
  readonly indicators: readonly Weighted[];
}

export const CREDIT_REPAIRS = ['met', 'disposed', 'paid', 'corrected'] as const;
export type CreditRepair = (typeof CREDIT_REPAIRS)[number];

/** What counts against an enterprise. */
export type CreditWhen =
  | { readonly kind: 'commitment_unmet'; readonly node: '竣工' | '投产' | '达产' }
  | { readonly kind: 'idle_enterprise' }
  | { readonly kind: 'instalment_overdue'; readonly days: number }
  | { readonly kind: 'finding_confirmed'; readonly kinds: readonly string[] }
  | { readonly kind: 'contract_terminated' };

export interface CreditRule extends Grounded {
  readonly id: string;
  readonly title: string;
  readonly when: CreditWhen;
  readonly countsYears: number;
  readonly repairedBy: CreditRepair | undefined;
}

/** credit.yaml */
export interface CreditRules extends LandRuleFile {
  readonly rules: readonly CreditRule[];
}
