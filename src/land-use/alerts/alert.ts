import type { Rational } from '../../grading/rational.js';
import { byText } from '../grouped.js';

/** The closed list of alerts (LANDUSE.md, Alerts). */
export const ALERT_CODES = [
  'DUE_SOON',
  'OVERDUE',
  'PENALTY',
  'IDLE_SUSPECTED',
  'IDLE_TWO_YEARS',
  'IDLE_FEE',
  'INVESTIGATION_OVERDUE',
  'APPROVAL_LAPSING',
  'APPROVAL_LAPSED',
  'COMMITMENT_UNMET',
  'CHECK_OVERDUE',
  'RECTIFICATION_OVERDUE',
  'LEASE_ENDING',
  'AREA_MISMATCH',
  'SUPPLY_WITHOUT_APPROVAL',
] as const;
export type AlertCode = (typeof ALERT_CODES)[number];

/** Something that an office is to act on. It keeps its identity (code, key, subject) from run to run. */
export interface LandAlert {
  readonly code: AlertCode;
  /** 合同编号, 监管合同号 or 批准文号/项目编号. */
  readonly key: string;
  /** The step, the indicator or the 期号. */
  readonly subject: string | null;
  readonly due: string | null;
  /** Since the due day, or left until it. */
  readonly days: number | null;
  /** 万元. */
  readonly amount: Rational | null;
  readonly town: string | null;
  readonly zone: string | null;
}

/** Alerts that rest on output contracts; all others rest on land contracts and approvals. */
export const OUTPUT_ALERTS: ReadonlySet<AlertCode> = new Set(['COMMITMENT_UNMET', 'RECTIFICATION_OVERDUE', 'CHECK_OVERDUE']);

/** By key, code, subject, due, by code points, what is missing first. */
export function byKeyAndCode(a: LandAlert, b: LandAlert): number {
  return byText(a.key, b.key) || byText(a.code, b.code) || byText(a.subject, b.subject) || byText(a.due, b.due);
}
