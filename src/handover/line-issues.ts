import { issue, type IssuePlace } from './issue-catalogue.js';
import type { Issue, IssueCode } from './issue.js';

const NONE: readonly Issue[] = [];

/** What is found in one line after another; most have nothing, and cost nothing. */
export class LineIssues {
  readonly #place: IssuePlace;
  #line = 0;
  #issues: Issue[] | undefined;

  /** @param place of the sheet */
  constructor(place: IssuePlace) {
    this.#place = place;
  }

  /** Turns to a line. */
  begin(line: number): void {
    this.#line = line;
    this.#issues = undefined;
  }

  /** Notes something in a cell of the line. */
  note(code: IssueCode, column: string, found: string, more?: Pick<IssuePlace, 'severity' | 'detail'>): void {
    this.#issues ??= [];
    this.#issues.push(issue(code, { ...this.#place, line: this.#line, column, found, ...more }));
  }

  /** What was noted in the line. */
  get all(): readonly Issue[] {
    return this.#issues ?? NONE;
  }
}
