import type { Page } from '../db/page.js';
import type { DepartmentId } from '../grading/fact.js';
import type { HandoverNames } from './explanation.js';
import type { FindingKind, LandTaxFinding } from './finding.js';

/** A finding as it is looked at: as known at a data version, and by whose classes where relief was looked at. */
export interface FindingView extends LandTaxFinding {
  readonly version: number;
  /** The scheme's id, or `#` and the publication's number. */
  readonly reliefBy: string | undefined;
  readonly files: HandoverNames;
}

/** A page, and every finding that the filter chose. */
export type FindingPage = Page<FindingView> & {
  readonly chosen: readonly FindingView[];
};

const BOTH: readonly DepartmentId[] = ['tax', 'land'];
const ALONE: Partial<Record<FindingKind, readonly DepartmentId[]>> = { UNLINKED_HOLDER: ['land'], OVER_OCCUPIED: ['tax'] };

/** The departments that a finding is made of: tax and land, but for the two kinds that only one of them sees (SHARING.md). */
export function partsOfFinding({ kind }: Pick<LandTaxFinding, 'kind'>): readonly DepartmentId[] {
  return ALONE[kind] ?? BOTH;
}
