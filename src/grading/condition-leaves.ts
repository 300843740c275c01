import type { Condition } from './scheme.js';

/** A comparison, event or class that a condition is made of. */
export type ConditionLeaf = Exclude<Condition, { kind: 'all' | 'any' | 'not' }>;

/** The comparisons, events and classes that a condition is made of, however they are joined. */
export function leavesOf(condition: Condition): readonly ConditionLeaf[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(leavesOf);
    case 'not':
      return leavesOf(condition.of);
    default:
      return [condition];
  }
}
