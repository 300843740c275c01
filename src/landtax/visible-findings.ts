import { Refusal } from '../access/refusal.js';
import { seesZone, zonesOf } from '../access/rows.js';
import type { Viewer } from '../access/viewer.js';
import type { Directory } from '../enterprise/directory.js';
import type { LandTaxFinding } from './finding.js';

/**
 * The findings that are there for the viewer: of who sees some zones only, those that name an enterprise of them and
 * none of another; what was found about nobody, or about both sides of a zone's border, is not there.
 */
export function visibleFindings<F extends LandTaxFinding>(viewer: Viewer, directory: Directory, found: readonly F[]): readonly F[] {
  if (zonesOf(viewer) === undefined) return found;
  const sees = (creditCode: string) => seesZone(viewer, directory.get(creditCode)?.zone);
  return found.filter(({ holder, taxpayer }) => {
    const named = [holder, taxpayer].filter((creditCode) => creditCode !== undefined);
    return named.length > 0 && named.every(sees);
  });
}

/** @throws Refusal FORBIDDEN to who sees some zones only: what is asked is of the whole county, and cannot be parted */
export function seesWholeCounty(viewer: Viewer, what: string): void {
  if (zonesOf(viewer) !== undefined) throw new Refusal('FORBIDDEN', `${what}涉及全县企业，不能按园区提供；需要时请向税务部门要本园区的疑点（landTaxFindings）`);
}
