import type { LandTarget, LandTargets } from '../../policy/land-rules.js';
import { holdsOn } from '../../policy/treatment-reading.js';
import type { Place } from '../places.js';

/** The first target in force on a day that fits a row: its indicator, and its region and zone where the target names such. */
export function targetOf(
  { targets }: LandTargets,
  { id, region, zone }: Place & { readonly id: string },
  on: string,
): LandTarget | undefined {
  return targets.find(
    (target) => target.indicator === id && holdsOn(target, on) && isAmong(target.regions, region) && isAmong(target.zones, zone),
  );
}

function isAmong(named: readonly string[] | undefined, code: string | null): boolean {
  return named === undefined || (code !== null && named.includes(code));
}
