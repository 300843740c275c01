import type { Condition } from './scheme.js';

/** Whether a condition holds for nobody who has no event at all. */
export function needsEvent(condition: Condition): boolean {
  switch (condition.kind) {
    case 'event':
      return true;
    case 'all':
      return condition.of.some(needsEvent);
    case 'any':
      return condition.of.every(needsEvent);
    default:
      return false;
  }
}
