import type { Access } from '../access/decide.js';
import type { Decision } from '../access/decision.js';
import { REFUSAL_REASONS, type WithheldValue } from '../access/withheld.js';
import type { Trace } from '../audit/trace.js';
import type { DepartmentId } from '../grading/fact.js';

/** Collects what an answer leaves out: once for each coordinate and department that lacks, however many rows. */
export class Withheld {
  readonly #values = new Map<string, WithheldValue>();

  add(value: WithheldValue): void {
    const key = `${value.coordinate} ${value.department}`;
    const known = this.#values.get(key);
    if (!known || rank(value) < rank(known)) this.#values.set(key, value);
  }

  /** By coordinate, then department. */
  list(): readonly WithheldValue[] {
    return [...this.#values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  }
}

/** Where a value is left out for several reasons, the answer names the same whichever was met first. */
function rank({ reason }: WithheldValue): number {
  return REFUSAL_REASONS.indexOf(reason);
}

/** What is needed to leave a value out of an answer. */
export interface LeavingOut {
  readonly access: Access;
  readonly withheld: Withheld;
  readonly trace: Trace;
}

/** Leaves a value out for want of some departments' parts: named in the answer, and put on record. */
export function leaveOut({ access, withheld, trace }: LeavingOut, decision: Decision, missing: readonly DepartmentId[]): void {
  for (const department of missing) {
    trace.withheld(department, decision.coordinate);
    withheld.add(access.withheld(decision, department));
  }
}

/** Why a value is refused: for want of the purpose only where nothing else is missing (SHARING.md). */
export function whyRefused(access: Access, decision: Decision, missing: readonly DepartmentId[]): WithheldValue {
  const reasons = missing.map((department) => access.withheld(decision, department));
  return reasons.find(({ reason }) => reason !== 'PURPOSE_REQUIRED') ?? reasons[0]!;
}
