import type { Row } from '../access/rows.js';
import type { Directory } from '../enterprise/directory.js';
import type { LandTaxFinding } from './finding.js';

/**
 * The findings that are there for who sees some enterprises only: those whose holder or taxpayer is one of them (either
 * suffices); what was found about nobody is not there, but in the town that the parcel's own row names.
 * @param isVisible whether an enterprise is there for the viewer
 * @param isLandVisible whether a parcel that is no enterprise's is, by its town
 */
export function visibleFindings<F extends LandTaxFinding>(
  found: readonly F[],
  directory: Directory,
  isVisible: (row: Row) => boolean,
  isLandVisible: (town: string | null) => boolean,
): readonly F[] {
  const sees = (creditCode: string) => {
    const record = directory.get(creditCode);
    return record !== undefined && isVisible(record);
  };
  return found.filter(({ holder, taxpayer, town }) => {
    const known = [holder, taxpayer].filter((creditCode) => creditCode !== undefined);
    return known.length > 0 ? known.some(sees) : isLandVisible(town);
  });
}
