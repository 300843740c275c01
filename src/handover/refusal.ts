import type { IssueCode } from './issue.js';

/** Why a file cannot be opened at all; caught by `readHandover`, which makes an issue of it. */
export class Refusal extends Error {
  constructor(
    readonly code: Extract<IssueCode, 'ENCODING_INVALID' | 'FILE_TOO_LARGE' | 'FILE_MALFORMED'>,
    /** 中文: what was met. */
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}
