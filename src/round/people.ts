import type { RoundEvent } from './round.js';
import type { RoundIssue } from './refused.js';
import type { RoundAct } from './table.js';

/** The acts after which somebody does not approve the round any more. */
const DECIDING_ACTS: readonly RoundAct[] = [
  'OPENED',
  'ADVANCED',
  'WENT_BACK',
  'OBJECTION_FORWARDED',
  'OBJECTION_DECIDED',
  'OWN_ERROR_CORRECTED',
  'ADJUSTMENT_PROPOSED',
];

/** Whoever reckoned or decided anything in a round does not approve it (ROUND.md, Who does what), whatever the token says. */
export function mayApprove(events: readonly RoundEvent[], subject: string): RoundIssue[] {
  const own = events.find(({ act, role, actor }) => actor === subject && role !== 'approver' && DECIDING_ACTS.includes(act));
  return own ? [samePerson(`${subject} 在本轮已办理过推进、转办、拟调整或裁定（第 ${own.id} 步），不得再审定；请由另一人审定`)] : [];
}

/** Who approved does not publish. */
export function mayPublish(events: readonly RoundEvent[], subject: string): RoundIssue[] {
  const own = events.find(({ act, role, actor }) => actor === subject && role === 'approver' && act === 'ADVANCED');
  return own ? [samePerson(`${subject} 已审定本轮（第 ${own.id} 步），不得再公布；请由另一人公布`)] : [];
}

function samePerson(message: string): RoundIssue {
  return { code: 'SAME_PERSON', found: null, message };
}
