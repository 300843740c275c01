import type { Role, Viewer } from './viewer.js';

/** Which enterprises there are for a viewer: all, none, or those of some zones, of some towns, or one. */
export type Rows =
  | { readonly of: 'all' | 'none' }
  | { readonly of: 'zones'; readonly zones: readonly string[] }
  | { readonly of: 'towns'; readonly towns: readonly string[] }
  | { readonly of: 'enterprise'; readonly creditCode: string };

/** An enterprise, as far as it decides for whom it is there. */
export interface Row {
  readonly creditCode: string;
  readonly zone: string | null;
  readonly town: string | null;
}

const ALL: Rows = { of: 'all' };
const NONE: Rows = { of: 'none' };

/** Roles that see no enterprise at all, whatever is granted to them: sums serve, or nothing does (SHARING.md). */
const WITHOUT_ROWS: readonly Role[] = ['analyst', 'dashboard', 'public', 'auditor', 'security_admin', 'system_admin'];

/** The enterprises that there are for a viewer, by role and token. */
export function rowsOf({ role, zones, towns, creditCode }: Viewer): Rows {
  if (WITHOUT_ROWS.includes(role)) return NONE;
  if (role === 'zone_committee' || (role === 'evaluation_office' && zones.length > 0)) return { of: 'zones', zones };
  if (role === 'town') return { of: 'towns', towns };
  if (role === 'enterprise') return creditCode === undefined ? NONE : { of: 'enterprise', creditCode };
  return ALL;
}

/** Whether an enterprise is among some rows. One of no known zone or town belongs to no committee and no town. */
export function isAmong(rows: Rows, { creditCode, zone, town }: Row): boolean {
  switch (rows.of) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'zones':
      return zone !== null && rows.zones.includes(zone);
    case 'towns':
      return town !== null && rows.towns.includes(town);
    case 'enterprise':
      return creditCode === rows.creditCode;
  }
}

/** Whether land that no enterprise holds is among some rows, by the town in its own row; without one it is no zone's and no town's. */
export function isLandAmong(rows: Rows, town: string | null): boolean {
  return rows.of === 'all' || (rows.of === 'towns' && town !== null && rows.towns.includes(town));
}

/** Whether some rows are fewer than all: what is counted for them is not 全县. */
export function isBound(rows: Rows): boolean {
  return rows.of !== 'all' && rows.of !== 'none';
}
