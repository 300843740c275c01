import type { Issue, IssueCode } from '../handover/issue.js';
import { inOrder } from '../handover/reading.js';

/** How often each code occurs. */
export type IssueCounts = Partial<Record<IssueCode, number>>;

/** A file may hold millions; a report tells so many of each code. */
const TOLD_OF_A_CODE = 1_000;

/** Counts the issues of a file and keeps the first of each code. */
export class IssueTally {
  readonly counts: IssueCounts = {};
  readonly #first: Issue[] = [];

  /** @returns the same issues */
  add(issues: readonly Issue[]): readonly Issue[] {
    for (const each of issues) {
      const count = (this.counts[each.code] ?? 0) + 1;
      this.counts[each.code] = count;
      if (count <= TOLD_OF_A_CODE) this.#first.push(each);
    }
    return issues;
  }

  /** The first of each code: of the file, then line by line, whenever they were found; last what the register lacks. */
  get first(): readonly Issue[] {
    const register = this.#first.filter(({ code }) => code === 'UNKNOWN_ENTERPRISE');
    const others = this.#first.filter(({ code }) => code !== 'UNKNOWN_ENTERPRISE');
    return [...inOrder(others), ...register];
  }
}
