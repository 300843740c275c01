import type { DepartmentId } from '../grading/fact.js';
import type { Decision } from './decision.js';
import { DEPARTMENT_WORDS } from './sharing-words.js';

export const REFUSAL_REASONS = [
  'TAX_SECRET',
  'STATISTICS_SECRET',
  'PERSONAL_INFORMATION',
  'PURPOSE_REQUIRED',
  'CONSENT_REQUIRED',
  'NOT_SHARED',
  'NOT_GRANTED',
  'SUPPRESSED',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** An entry of `extensions.withheld`: what is left out, for want of whose part, why, what it would tell, how to ask. */
export interface WithheldValue {
  readonly coordinate: string;
  readonly department: DepartmentId;
  readonly reason: RefusalReason;
  readonly tells: string | null;
  readonly ask: string;
}

/** Why a department's part of a value is not given, and how to ask for it. */
export function whyWithheld(
  { coordinate, sharing }: Decision,
  department: DepartmentId,
  lacks: 'PURPOSE' | 'CONSENT' | undefined,
): WithheldValue {
  const tells = sharing?.tells ?? null;
  const owner = DEPARTMENT_WORDS[department];
  const entry = (reason: RefusalReason, ask: string): WithheldValue => ({ coordinate, department, reason, tells, ask });
  if (sharing === undefined) return entry('NOT_GRANTED', '未声明的字段一律不给；请对照共享目录（catalogue）');
  if (sharing.class === 'WITHHELD') return entry('NOT_SHARED', `${owner}不予共享，不能申请`);
  if (lacks === 'PURPOSE')
    return entry('PURPOSE_REQUIRED', '已有授权，但令牌未写明其用途；请按授权的用途重新签发令牌（muhub token --purpose）');
  if (lacks === 'CONSENT') return entry('CONSENT_REQUIRED', '须企业同意；请由企业本人在中枢给出同意（giveConsent），注明年度和用途');
  return entry(
    secrecyOf(sharing.secrecy, department),
    `可向${owner}申请授权：requestGrant（owner: ${department.toUpperCase()}，fields: ["${coordinate}"]），或 muhub access grant`,
  );
}

/** A sum that is left out since it would give away one of its summands. */
export function whySuppressed(coordinate: string, department: DepartmentId): WithheldValue {
  return {
    coordinate,
    department,
    reason: 'SUPPRESSED',
    tells: null,
    ask: '不足三户或一户独大，不予公布；可扩大汇总的范围，或向数据归属部门申请逐户的授权',
  };
}

function secrecyOf(secrecy: 'NONE' | 'TAX' | 'STATISTICS' | 'PERSONAL', department: DepartmentId): RefusalReason {
  if (secrecy === 'PERSONAL') return 'PERSONAL_INFORMATION';
  if (department === 'tax') return 'TAX_SECRET';
  return department === 'statistics' ? 'STATISTICS_SECRET' : 'NOT_GRANTED';
}
