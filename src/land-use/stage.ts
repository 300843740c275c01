import type { Milestone } from './records.js';

/** The five steps of a contract, in their order. */
export const STEPS = ['交地', '动工', '竣工', '投产', '达产'] as const;
export type Step = (typeof STEPS)[number];

export type Stage =
  'SUPPLIED' | 'DELIVERED' | 'BUILDING' | 'SUSPENDED' | 'COMPLETED' | 'PRODUCING' | 'AT_CAPACITY' | 'WITHDRAWN' | 'TERMINATED';

const STAGES = { 交地: 'DELIVERED', 动工: 'BUILDING', 竣工: 'COMPLETED', 投产: 'PRODUCING', 达产: 'AT_CAPACITY' } as const;
const STARTED: readonly string[] = ['动工', '竣工', '投产', '达产'];

/**
 * How far a contract has come by its milestones (LANDUSE.md, A contract's dates and stage).
 * @param milestones those that count on the day, by day and 文书号
 */
export function stageOf(milestones: readonly Milestone[]): Stage {
  const events = new Set<string>(milestones.map(({ event }) => event));
  if (events.has('收回')) return 'WITHDRAWN';
  if (events.has('解除')) return 'TERMINATED';
  const highest = STEPS.findLast((step) => events.has(step));
  if (highest === undefined) return 'SUPPLIED';
  return highest === '动工' && lastStop(milestones) ? 'SUSPENDED' : STAGES[highest];
}

/** Whether obligations of the contract still run. */
export function isLive(stage: Stage): boolean {
  return stage !== 'WITHDRAWN' && stage !== 'TERMINATED';
}

/** Whether none of 动工, 竣工, 投产, 达产 is recorded. */
export function isNotStarted(milestones: readonly Milestone[]): boolean {
  return milestones.every(({ event }) => !STARTED.includes(event));
}

/** The 停工 after which no 复工 is recorded. */
export function lastStop(milestones: readonly Milestone[]): Milestone | undefined {
  const last = milestones.findLast(({ event }) => event === '停工' || event === '复工');
  return last?.event === '停工' ? last : undefined;
}

/** The first day on which a step or a later one is recorded; undefined while it is not done. */
export function doneOn(milestones: readonly Milestone[], step: Step): string | undefined {
  const from: readonly string[] = STEPS.slice(STEPS.indexOf(step));
  return milestones.find(({ event }) => from.includes(event))?.date;
}
