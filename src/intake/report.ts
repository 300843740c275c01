import type { Issue, IssueCode } from '../handover/issue.js';
import type { IssueCounts } from './issue-tally.js';

/** What became of a file that was handed in; a refused one has all counts 0 (HANDOVER.md, `muhub intake --json`). */
export interface IntakeReport {
  readonly file: string;
  readonly dataset: string | null;
  /** Its number, where it is on record; by it a file that was taken is taken back. */
  readonly handoverId?: number;
  readonly status: 'accepted' | 'refused' | 'already_received';
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly skipped: number;
  /** By code, how often it was found. */
  readonly issueCounts: IssueCounts;
  /** The first of each code, with place and message; all are on record. */
  readonly issues: readonly Issue[];
}

/** The report as scripts read it: issues counted. */
export function reportJson({ issues: _, handoverId: __, issueCounts, ...counts }: IntakeReport) {
  return { ...counts, issues: issueCounts };
}

/**
 * As {@link reportJson}, with the number on record, and each issue that the report tells: where, the cell, what to do.
 * @param dryRun nothing was kept
 */
export function reportInFull(report: IntakeReport, dryRun: boolean) {
  const { handoverId, issues } = report;
  return {
    ...reportJson(report),
    ...(dryRun && { dryRun }),
    handover: handoverId === undefined ? null : String(handoverId),
    details: issues.map(({ code, severity, department, sheet, line, column, found, message }) => ({
      ...{ code, severity, sheet: sheet ?? null, line: line ?? null, column: column ?? null, cell: found ?? null },
      ...{ message: dryRun ? asRehearsed(message) : message, department: department ?? null },
    })),
  };
}

/** What is said where nothing was taken: it could be. */
export function asRehearsed(message: string): string {
  return message.replace(/(该行|文件)已接收/g, '$1可接收');
}

/** The issues of a code that a report tells. */
export function issuesOf({ issues }: IntakeReport, code: IssueCode): readonly Issue[] {
  return issues.filter((each) => each.code === code);
}
