import type { Decision } from '../access/may.js';
import type { Page } from '../db/page.js';
import type { HandoverNames } from './explanation.js';
import type { LandTaxFinding } from './finding.js';

/** A finding as it is looked at: as known at a data version, under a scheme where relief was looked at. */
export interface SeenFinding extends LandTaxFinding {
  readonly version: number;
  readonly scheme: string | undefined;
  readonly files: HandoverNames;
}

/** A page, and every finding that the filter chose. */
export type FindingPage = Omit<Page<SeenFinding>, 'totalCount'> & {
  readonly year: number;
  readonly chosen: readonly SeenFinding[];
  /** Whether these are all findings of now, which alone are added up for who sees no single one. */
  readonly whole: boolean;
  /** Whether rows are given: to who sees single findings. */
  readonly rows: Decision;
};
