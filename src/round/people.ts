import type { DepartmentId } from '../grading/fact.js';
import type { Actor, RoundEvent } from './round.js';
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

/**
 * An office of some zones carries the rounds of schemes that name its zones. No scheme does yet, so none is its own.
 */
export function mayCarry({ zones = [] }: Actor): RoundIssue[] {
  if (zones.length === 0) return [];
  const message = `本令牌只及园区 ${zones.join('、')}，而方案及于全县；园区自评须有写明其园区的方案`;
  return [{ code: 'NOT_YOURS', found: null, message }];
}

/** The acts by which a round is taken on. */
const ADVANCING_ACTS: readonly RoundAct[] = ['OPENED', 'ADVANCED', 'WENT_BACK'];

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

/**
 * A department's verdict is not given by who forwarded the objection or advances the round; nobody decides what they handed
 * in themselves. The evaluation office decides what is its own, and may be one person.
 */
export function mayDecide(
  events: readonly RoundEvent[],
  { id, owner, submittedBy }: { readonly id: number; readonly owner: DepartmentId; readonly submittedBy: string },
  subject: string,
): RoundIssue[] {
  if (submittedBy === subject) return [samePerson(`${subject} 提出了第 ${id} 号异议，不得自行裁定；请由另一人裁定`)];
  const forwarded = events.find(
    ({ act, actor, detail }) => act === 'OBJECTION_FORWARDED' && actor === subject && detail['objection'] === id,
  );
  if (forwarded) return [samePerson(`${subject} 转办了第 ${id} 号异议，不得再裁定；请由另一人裁定`)];
  return owner === 'county' ? [] : mayCorrectOwn(events, subject);
}

/** Who advances a round does not put a department's figures right. */
export function mayCorrectOwn(events: readonly RoundEvent[], subject: string): RoundIssue[] {
  const own = events.find(({ act, actor }) => actor === subject && ADVANCING_ACTS.includes(act));
  return own ? [samePerson(`${subject} 在本轮已办理过推进（第 ${own.id} 步），不得再代部门裁定或更正；请由另一人办理`)] : [];
}

function samePerson(message: string): RoundIssue {
  return { code: 'SAME_PERSON', found: null, message };
}
