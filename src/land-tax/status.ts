import type { FindingKind, LandTaxFinding } from './finding.js';
import { statusOf, type TaskStanding } from './task.js';

/** The findings of a run as the work on them stands. */
export interface WorkedFindings {
  readonly findings: readonly LandTaxFinding[];
  /** Tasks whose finding a later handover shows mended. */
  readonly corrected: readonly TaskStanding[];
}

/** What was read and looked for. */
export interface Run {
  /** The data version read. */
  readonly version: number;
  /** The kinds looked for. */
  readonly kinds: ReadonlySet<FindingKind>;
  /** The data version since which a land-tax source is as it is; undefined: it is gone. */
  readonly sourceVersion: (sourceId: string) => number | undefined;
}

/**
 * Puts the work on record beside what is found. A task is corrected only if its kind was looked for, a later handover
 * than the one it was found in is read, and the finding is gone; what an office rejected stays rejected. Whether relief
 * has a ground depends on the scheme asked for too, so there the source itself must have been handed over anew.
 */
export function withStatus(findings: readonly LandTaxFinding[], tasks: ReadonlyMap<string, TaskStanding>, run: Run): WorkedFindings {
  const current = new Set(findings.map(({ id }) => id));
  const corrected = [...tasks.values()].filter(
    (task) =>
      task.kind !== 'LAND_CORRECTION' &&
      run.kinds.has(task.kind) &&
      run.version > task.dataVersion &&
      !current.has(task.findingId) &&
      task.result?.result !== 'REJECTED' &&
      (task.kind !== 'RELIEF_WITHOUT_GROUND' || isAnew(task, run)),
  );
  return { findings: findings.map((finding) => ({ ...finding, status: statusOf(tasks.get(finding.id)) })), corrected };
}

function isAnew({ content, dataVersion }: TaskStanding, { sourceVersion }: Run): boolean {
  const version = sourceVersion(content.sourceId ?? '');
  return version === undefined || version > dataVersion;
}
