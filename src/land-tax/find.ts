import { inForceOn } from '../departments/in-force.js';
import type { Lease, Title } from '../departments/land/record.js';
import type { LinkedLandSource } from '../departments/tax/land-source.js';
import { parcelOf } from '../handover/unit-code.js';
import { byTaxAtStake, type LandTaxFinding } from './finding.js';
import { rivalTitles, standingTitle } from './parcel.js';
import { parcelFindings } from './parcel-findings.js';
import { sourceFindings, type SourceRules } from './source-findings.js';

/** The records of both departments, in force or not. */
export interface LandAndTax {
  readonly titles: readonly Title[];
  readonly leases: readonly Lease[];
  readonly sources: readonly LinkedLandSource[];
}

/**
 * Everything that does not fit between land and land tax on 31 December of the year (LANDTAX.md), by tax at stake,
 * highest first. Joined on the parcel by maps: the time is that of reading every record once.
 */
export function findLandTax({ titles, leases, sources }: LandAndTax, rules: SourceRules): LandTaxFinding[] {
  const day = `${rules.year}-12-31`;
  const held = new Map<string, Title[]>();
  const ended = new Map<string, Title>();
  for (const title of titles) {
    if (inForceOn(day, title.acquired, title.ended)) gather(held, parcelOf(title.unitCode), title);
    else ended.set(parcelOf(title.unitCode), title);
  }
  const let_ = new Map<string, Lease[]>();
  for (const lease of leases) {
    if (inForceOn(day, lease.startDate, lease.endDate)) gather(let_, parcelOf(lease.unitCode), lease);
  }
  const standing = new Map<string, Title>();
  for (const [key, its] of held) standing.set(key, standingTitle(its));
  const declared = new Map<string, LinkedLandSource[]>();
  const found: LandTaxFinding[] = [];
  for (const source of sources) {
    if (!inForceOn(day, source.startDate, source.endDate)) continue;
    const key = source.unitCode === null ? undefined : parcelOf(source.unitCode);
    const title = key === undefined ? undefined : standing.get(key);
    if (key !== undefined && title) gather(declared, key, source);
    for (const each of sourceFindings(source, title, rules, key === undefined ? undefined : ended.get(key))) found.push(each);
  }
  for (const [key, title] of standing) {
    const parcel = {
      key,
      title,
      rivals: rivalTitles(title, held.get(key)!),
      leases: let_.get(key) ?? [],
      sources: declared.get(key) ?? [],
    };
    for (const each of parcelFindings(parcel, rules.year, rules.rates)) found.push(each);
  }
  return found.sort(byTaxAtStake);
}

function gather<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const known = groups.get(key);
  if (known) known.push(item);
  else groups.set(key, [item]);
}
