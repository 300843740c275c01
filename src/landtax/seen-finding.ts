import type { Page } from '../db/page.js';
import type { Rational } from '../grading/rational.js';
import type { HandoverNames } from './explanation.js';
import type { LandTaxFinding } from './finding.js';

/** A finding as it is looked at: as known at a data version, under a scheme where relief was looked at. */
export interface SeenFinding extends LandTaxFinding {
  readonly version: number;
  readonly scheme: string | undefined;
  readonly files: HandoverNames;
}

/** A page, and every finding that the filter chose. */
export type FindingPage = Page<SeenFinding> & { readonly taxAtStakeTotal: Rational; readonly chosen: readonly SeenFinding[] };
