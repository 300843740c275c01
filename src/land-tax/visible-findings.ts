import type { LandTaxFinding } from './finding.js';

/**
 * The findings that are there for who sees some enterprises only: those whose holder or taxpayer is one of them (either
 * suffices); what was found about nobody is not there, but in the town that the parcel's own row names.
 * @param isVisible whether an enterprise is there for the viewer, by its credit code
 * @param isLandVisible whether a parcel that is no enterprise's is, by its town
 */
export function visibleFindings<F extends LandTaxFinding>(
  found: readonly F[],
  isVisible: (creditCode: string) => boolean,
  isLandVisible: (town: string | null) => boolean,
): readonly F[] {
  return found.filter(({ holder, taxpayer, town }) => {
    const known = [holder, taxpayer].filter((creditCode) => creditCode !== undefined);
    return known.length > 0 ? known.some(isVisible) : isLandVisible(town);
  });
}
