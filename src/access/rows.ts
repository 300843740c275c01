import { BOUND_TO_ZONES } from './grants.js';
import type { Viewer } from './viewer.js';

/** The zones whose enterprises a viewer may see; undefined: every enterprise. */
export function zonesOf(viewer: Viewer): readonly string[] | undefined {
  return BOUND_TO_ZONES.includes(viewer.role) ? viewer.zones : undefined;
}

/** Whether an enterprise of this zone exists for the viewer. One of no known zone belongs to no committee. */
export function seesZone(viewer: Viewer, zone: string | null | undefined): boolean {
  const zones = zonesOf(viewer);
  return zones === undefined || zones.some((mine) => mine === zone);
}

/**
 * Whether a viewer may ask for this scheme and year. A zone committee gets the schemes in force for its county and the
 * year alone: several rankings of the same firms would narrow down what each withholds.
 * @param county the county that this hub serves; undefined: not told
 */
export function mayAskScheme(
  viewer: Viewer,
  scheme: { readonly years: readonly number[]; readonly jurisdiction: string },
  year: number,
  county: string | undefined,
): boolean {
  return zonesOf(viewer) === undefined || isInForce(scheme, year, county);
}

/** Whether a scheme is for the year and the county that the hub serves. @param county undefined: not told, so any */
export function isInForce(scheme: { readonly years: readonly number[]; readonly jurisdiction: string }, year: number, county: string | undefined): boolean {
  return scheme.years.includes(year) && (county === undefined || scheme.jurisdiction === county);
}
