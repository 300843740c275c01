import { conditionTest } from './condition.js';
import type { EvaluationState } from './assessment.js';
import type { FactTable } from './fact-table.js';
import type { Group, Scheme, StateRule } from './scheme.js';

/** Where a row stands before anything is computed. */
export interface Standing {
  /** The `states` entry it meets. */
  readonly state: StateRule | undefined;
  /** The group it is a member of. */
  readonly group: Group | undefined;
}

/** The standing of every row. */
export function standings(scheme: Scheme, facts: FactTable): readonly Standing[] {
  const of = standingOf(scheme, facts);
  return Array.from({ length: facts.size }, (_, row) => of(row));
}

/**
 * The standing of a row (SCHEME.md, Shape and Ranks): the first state that holds, then the first group. Who meets a
 * state that is not scored belongs to no group; a scored one that fits no group loses its state.
 */
export function standingOf(scheme: Scheme, facts: FactTable): (row: number) => Standing {
  const states = scheme.states.map((state) => ({ state, holds: conditionTest(state.when, facts) }));
  const groups = scheme.groups.map((group) => ({ group, holds: conditionTest(group.when, facts) }));
  return (row) => {
    const state = states.find(({ holds }) => holds(row))?.state;
    if (state && !state.scored) return { state, group: undefined };
    const group = groups.find(({ holds }) => holds(row))?.group;
    return group ? { state, group } : { state: undefined, group: undefined };
  };
}

/** The state that goes with a standing; who lacks something is held. */
export function stateOf({ state, group }: Standing, lacking: boolean): EvaluationState {
  if (state) return state.state;
  if (!group) return 'NOT_EVALUATED';
  return lacking ? 'HELD' : 'GRADED';
}
