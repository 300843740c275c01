import type { Issue, IssueCode } from '../handover/issue.js';

/** What became of a file that was handed in; a refused one has all counts 0 (HANDOVER.md, `muhub intake --json`). */
export interface IntakeReport {
  readonly file: string;
  readonly dataset: string | null;
  readonly status: 'accepted' | 'refused' | 'already_received';
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly skipped: number;
  /** By code, each issue with its place and message. */
  readonly issues: readonly Issue[];
}

/** How often each code occurs. */
export function countByCode(issues: readonly Issue[]): Partial<Record<IssueCode, number>> {
  const counts: Partial<Record<IssueCode, number>> = {};
  for (const { code } of issues) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** The report as scripts read it: issues counted. */
export function reportJson({ issues, ...counts }: IntakeReport) {
  return { ...counts, issues: countByCode(issues) };
}
