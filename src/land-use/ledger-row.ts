import type { Rational } from '../grading/rational.js';
import type { LandLedgerKind } from '../policy/land-rules.js';
import { byText } from './grouped.js';
import type { IdleCase } from './records.js';

export type LedgerState = 'SUSPECTED' | 'RECOGNISED' | 'UNKNOWN';

/** A row of the ledger of three kinds of land. */
export interface LedgerRow {
  readonly kind: LandLedgerKind;
  /** 批准文号/项目编号, 合同编号 or 宗地代码. */
  readonly key: string;
  readonly state: LedgerState | null;
  /** The id of the rule that holds, or 认定规则 as handed over. */
  readonly rule: string | null;
  /** ㎡; undefined: cannot be told. */
  readonly area: Rational | undefined;
  readonly since: string | null;
  readonly overTwoYears: boolean | null;
  readonly town: string | null;
  readonly zone: string | null;
  /** The case by which idle land is recognised. */
  readonly idleCase: IdleCase | undefined;
  /** What cannot be told without: columns by their label, and whose they are. */
  readonly missing: readonly string[];
}

/** By key, then kind, by code points. */
export function byKeyAndKind(a: LedgerRow, b: LedgerRow): number {
  return byText(a.key, b.key) || byText(a.kind, b.kind);
}
