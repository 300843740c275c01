/** Why something cannot be done in a round now (ROUND.md, The API); a closed list. */
export type RoundCode =
  | 'PHASE_NOT_OVER'
  | 'PHASE_OVER'
  | 'NOT_READY'
  | 'DOCUMENT_MISSING'
  | 'REASON_MISSING'
  | 'ALREADY_DONE'
  | 'NOT_YOURS'
  | 'SAME_PERSON'
  | 'EFFECT_BEFORE_PUBLICATION'
  | 'EVIDENCE_UNKNOWN'
  | 'VALUE_INVALID';

/** One thing that is in the way. */
export interface RoundIssue {
  readonly code: RoundCode;
  /** What it is about: an argument, or what is missing, such as a dataset; null: the whole. */
  readonly found?: string | null;
  /** What, why and what to do (中文). */
  readonly message: string;
}

/** @param found what it is about; null: the whole */
export function issue(code: RoundCode, found: string | null, message: string): RoundIssue {
  return { code, found, message };
}

/** Nothing was done; each issue says why and what to do. */
export class RoundRefused extends Error {
  override readonly name = 'RoundRefused';
  readonly issues: readonly RoundIssue[];

  constructor(...issues: readonly RoundIssue[]) {
    super(issues.map(({ message }) => message).join('；'));
    this.issues = issues;
  }
}

/** A round, objection or adjustment that is not there, or not for the viewer: told alike. */
export class RoundUnknown extends Error {
  override readonly name = 'RoundUnknown';
}

/** @throws RoundRefused where issues there are */
export function refuseIf(issues: readonly RoundIssue[]): void {
  if (issues.length > 0) throw new RoundRefused(...issues);
}
