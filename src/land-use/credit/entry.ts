import type { CreditRule } from '../../policy/land-rules.js';
import { byText } from '../grouped.js';

/** Something that counts against an enterprise (LANDUSE.md, Credit). */
export interface CreditEntry {
  readonly creditCode: string;
  readonly rule: CreditRule;
  /** The contract or the finding. */
  readonly key: string;
  /** The first day on which it held. */
  readonly since: string;
  /** `since` and the years for which the rule counts. */
  readonly until: string;
  readonly repairedAt: string | null;
}

/** What a rule finds, before it is known for how long it counts. */
export interface Counted {
  readonly creditCode: string | undefined;
  readonly key: string;
  readonly since: string;
  /** The day on which it was repaired in the way that the rule names; undefined: not by that way, or not yet. */
  readonly repairedAt: string | undefined;
}

/** A finding of land tax that the office confirmed. */
export interface ConfirmedFinding {
  readonly id: string;
  readonly kind: string;
  readonly creditCode: string;
  readonly confirmedOn: string;
}

/** By credit code, rule, key. */
export function byEnterprise(a: CreditEntry, b: CreditEntry): number {
  return byText(a.creditCode, b.creditCode) || byText(a.rule.id, b.rule.id) || byText(a.key, b.key);
}
