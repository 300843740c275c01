/** The phases of a yearly evaluation, in their order (ROUND.md, Phases). */
export const ROUND_PHASES = [
  'PLANNED',
  'COLLECTING',
  'CONFIRMING',
  'REVIEWING',
  'DRAFTED',
  'NOTICED',
  'DECIDING',
  'APPROVED',
  'PUBLISHED',
  'CLOSED',
] as const;
export type RoundPhase = (typeof ROUND_PHASES)[number];

/** The phases that may have a last day. */
export const PHASES_WITH_DEADLINE = ['CONFIRMING', 'REVIEWING', 'NOTICED', 'DECIDING'] as const satisfies readonly RoundPhase[];

/** What was not answered by the end of CONFIRMING counts as confirmed, or holds its enterprise. */
export type SilenceRule = 'CONFIRMED' | 'HELD';

/** Negative: the one comes before the other. */
export function comparePhases(one: RoundPhase, other: RoundPhase): number {
  return ROUND_PHASES.indexOf(one) - ROUND_PHASES.indexOf(other);
}

/** The phase that follows; undefined of the last. */
export function phaseAfter(phase: RoundPhase): RoundPhase | undefined {
  return ROUND_PHASES[ROUND_PHASES.indexOf(phase) + 1];
}

/** What a phase is called (中文). */
export const PHASE_TITLES: Record<RoundPhase, string> = {
  PLANNED: '方案',
  COLLECTING: '数据汇集',
  CONFIRMING: '企业确认',
  REVIEWING: '核实',
  DRAFTED: '拟定',
  NOTICED: '公示',
  DECIDING: '异议处理',
  APPROVED: '审定',
  PUBLISHED: '公布',
  CLOSED: '归档',
};
