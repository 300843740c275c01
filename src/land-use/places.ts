import type { LandRegister } from './records.js';

/** What a row of flows or indicators is about: the county or a town (`region`), or a zone. */
export interface Place {
  readonly region: string | null;
  readonly zone: string | null;
}

/** The county, the towns and the zones of the register. */
export interface Places {
  /** The six digits with which the codes of towns begin; null where the register names no town. */
  readonly county: string | null;
  readonly towns: readonly string[];
  readonly zones: readonly string[];
}

const COUNTY_DIGITS = 6;

/** The places of a register. */
export function placesOf({ towns, zones }: Pick<LandRegister, 'towns' | 'zones'>): Places {
  const sorted = [...towns].sort();
  return { county: sorted[0]?.slice(0, COUNTY_DIGITS) ?? null, towns: sorted, zones: [...zones].sort() };
}

/** What is worked out of some rows, for the county, for each town and for each zone, by the rows' own codes. */
export function byPlace<T, R>(
  { county, towns, zones }: Places,
  rows: readonly T[],
  codes: (row: T) => { readonly town: string | null; readonly zone: string | null },
  of: (rows: readonly T[]) => R,
): readonly (Place & R)[] {
  const [ofTown, ofZone] = [new Map<string, T[]>(towns.map((town) => [town, []])), new Map<string, T[]>(zones.map((zone) => [zone, []]))];
  for (const row of rows) {
    const { town, zone } = codes(row);
    if (town !== null) ofTown.get(town)?.push(row);
    if (zone !== null) ofZone.get(zone)?.push(row);
  }
  return [
    { region: county, zone: null, ...of(rows) },
    ...[...ofTown].map(([region, its]) => ({ region, zone: null, ...of(its) })),
    ...[...ofZone].map(([zone, its]) => ({ region: null, zone, ...of(its) })),
  ];
}
