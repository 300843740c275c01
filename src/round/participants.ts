import type { EnterpriseResult } from '../grading/assessment.js';

/** Whether an enterprise takes part in a round: who is evaluated, for the time being included. */
export function isParticipant({ state }: Pick<EnterpriseResult, 'state'>): boolean {
  return state !== 'NOT_EVALUATED';
}

/** Why an enterprise is in a round, or out of it (中文). */
export function whyOut({ state, stateTitle, group }: EnterpriseResult): string {
  if (state === 'NOT_EVALUATED') return stateTitle ?? '不属于方案的任何分组';
  return [group?.title, stateTitle].filter((each) => each !== undefined).join('；') || '参评';
}
