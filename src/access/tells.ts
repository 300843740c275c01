import type { DepartmentId } from '../grading/fact.js';
import type { Decision, RefusalReason } from './may.js';

/** Where an answer notes what it leaves out, for who asked and for the audit. */
export interface LeftOut {
  readonly withheld: { add(field: { readonly coordinate: string; readonly department: DepartmentId; readonly reason: RefusalReason }): void };
  readonly trace: { withheld(department: DepartmentId, coordinate: string): void };
}

/** Whether a decision grants; what it does not is named in `withheld`, and why. */
export function tells(coordinate: string, decision: Decision, { withheld, trace }: LeftOut): boolean {
  if (decision.granted) return true;
  const { department, reason } = decision;
  trace.withheld(department, coordinate);
  withheld.add({ coordinate, department, reason });
  return false;
}
