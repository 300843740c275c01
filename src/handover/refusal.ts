import type { DatasetDefinition } from './dataset.js';
import type { IssueCode } from './issue.js';

/** Where in a file it was met, as far as that is known. */
export interface RefusalPlace {
  /** The dataset, where its header was recognised before. */
  readonly dataset?: DatasetDefinition;
  readonly sheet?: string;
  readonly line?: number;
}

/** Why a file cannot be opened at all; caught by `readHandover`, which makes an issue of it. */
export class Refusal extends Error {
  constructor(
    readonly code: Extract<IssueCode, 'ENCODING_INVALID' | 'FILE_TOO_LARGE' | 'FILE_MALFORMED'>,
    /** 中文: what was met. */
    readonly detail: string,
    readonly place: RefusalPlace = {},
  ) {
    super(`${code}: ${detail}`);
  }
}
