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

/** The issues of a code that a report tells. */
export function issuesOf({ issues }: IntakeReport, code: IssueCode): readonly Issue[] {
  return issues.filter((each) => each.code === code);
}
