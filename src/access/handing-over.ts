import type { DepartmentId } from '../grading/fact.js';
import { officeOf } from './office-reach.js';
import type { Viewer } from './viewer.js';

/** A dataset as far as it matters who hands it over. */
export interface HandedDataset {
  readonly id: string;
  readonly department: DepartmentId;
  /** Who else may bring it. */
  readonly broughtBy?: readonly DepartmentId[];
}

/** What a town hands over, of its own rows. */
const OF_TOWNS = 'land.leases';

/** Whose rows of a dataset a viewer may hand over: all, those of its towns or zones alone, or none. */
export type HandsOver = 'all' | { readonly towns: readonly string[] } | { readonly zones: readonly string[] } | 'none';

/**
 * Whose rows a viewer may hand over (SHARING.md, Defaults by role): a department those of its own datasets, and of the county's, which
 * any department hands over; a town leases on land of its own; a zone committee what zones hand over, of its own zones. An evaluation office that is bound to zones speaks for no
 * whole table.
 */
export function handsOver(viewer: Viewer, { id, department, broughtBy = [] }: HandedDataset): HandsOver {
  if (viewer.role === 'town') return id === OF_TOWNS ? { towns: viewer.towns } : 'none';
  if (viewer.role === 'zone_committee') return department === 'zone' || broughtBy.includes('zone') ? { zones: viewer.zones } : 'none';
  const office = viewer.role === 'evaluation_office' && viewer.zones.length > 0 ? undefined : officeOf(viewer);
  if (office === undefined) return 'none';
  return office === department || department === 'county' || broughtBy.includes(office) ? 'all' : 'none';
}
