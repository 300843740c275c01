import type { FindingKind, LandTaxFinding } from './finding.js';
import { statusOf, type TaskStanding } from './task.js';

/** The findings of a run as the work on them stands. */
export interface WorkedFindings {
  readonly findings: readonly LandTaxFinding[];
  /** Tasks whose finding a later handover shows mended. */
  readonly corrected: readonly TaskStanding[];
}

/**
 * Puts the work on record beside what is found. A task is corrected only if its kind was looked for, a later handover
 * than the one it was found in is read, and the finding is gone; what an office rejected stays rejected.
 * @param run the data version read, and the kinds looked for
 */
export function withStatus(
  findings: readonly LandTaxFinding[],
  tasks: ReadonlyMap<string, TaskStanding>,
  run: { readonly version: number; readonly kinds: ReadonlySet<FindingKind> },
): WorkedFindings {
  const there = new Set(findings.map(({ id }) => id));
  const corrected = [...tasks.values()].filter(
    (task) =>
      task.kind !== 'LAND_CORRECTION' &&
      run.kinds.has(task.kind as FindingKind) &&
      run.version > task.dataVersion &&
      !there.has(task.findingId) &&
      task.result?.result !== 'REJECTED',
  );
  return { findings: findings.map((finding) => ({ ...finding, status: statusOf(tasks.get(finding.id)) })), corrected };
}
