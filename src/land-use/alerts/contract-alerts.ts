import { Rational } from '../../grading/rational.js';
import type { Contract } from '../contract.js';
import { daysBetween, plusDays } from '../days.js';
import { projectOf } from '../land-on.js';
import type { Reckoning } from '../reckoning.js';
import type { LandAlert } from './alert.js';

/** What of a contract itself does not fit: a lease that ends, areas that differ, a supply that no approval covers. */
export function* contractAlerts(contract: Contract, reckoning: Reckoning): Iterable<LandAlert> {
  const { land, numbers, on } = reckoning;
  const { number: key, leaseEnd, town, zone } = contract.supply;
  const of = { key, subject: null, due: null, days: null, amount: null, town, zone };
  if (leaseEnd !== null && leaseEnd >= on && leaseEnd <= plusDays(on, numbers.leaseWarningDays)) {
    yield { ...of, code: 'LEASE_ENDING', due: leaseEnd, days: daysBetween(on, leaseEnd) };
  }
  if (areasDiffer(contract, reckoning)) yield { ...of, code: 'AREA_MISMATCH' };
  const project = projectOf(contract.supply);
  if ((project === undefined || !land.projects.has(project)) && !isOnExistingLand(contract))
    yield { ...of, code: 'SUPPLY_WITHOUT_APPROVAL' };
}

/** Whether the area supplied and that of its parcels differ, where all of them are registered. */
function areasDiffer({ supply, records }: Contract, { land, numbers }: Reckoning): boolean {
  const codes = new Set(records.parcels.flatMap(({ code }) => land.successors.representing(code)));
  if (!supply.area || codes.size === 0) return false;
  const areas = [...codes].map((code) => land.registered.get(code)?.area);
  const known = areas.filter((area) => area !== undefined);
  if (known.length < areas.length) return false;
  const difference = supply.area.minus(Rational.sum(known));
  return (difference.sign < 0 ? difference.negated() : difference).compare(numbers.areaTolerance) > 0;
}

/** Existing land needs no approval. */
function isOnExistingLand({ supply: { area, existingArea } }: Contract): boolean {
  return area !== undefined && existingArea !== undefined && existingArea.equals(area);
}
