import { reachOf } from '../access/reach.js';
import { isBound } from '../access/rows.js';
import type { Unit } from '../departments/land/unit.js';
import { visibleUnits } from '../departments/land/visible-units.js';
import { parcelOf } from '../handover/unit-code.js';
import type { Context } from './context.js';
import { given, partiesAt, type OfParties } from './parties.js';

const NOBODY: ReadonlyMap<string, readonly string[]> = new Map();

/**
 * The parcels that are there for the viewer at a data version, by unit code, once a request. Whose a parcel is hangs on
 * who pays its land tax too, but for who sees every enterprise.
 * @throws SourceUnavailable where the tax records are needed and cannot be had: which parcels there are is not known then
 */
export function unitsFor(context: Context, version: number): Promise<readonly (Unit & OfParties & { readonly version: number })[]> {
  return context.kept(context.readers, `units ${version}`, async () => {
    const { access, hub, today } = context;
    const asksWhose = isBound(access.rows) || access.givesForSome;
    const [directory, taxpayers] = await Promise.all([
      context.readers.enterprises.directory(version),
      asksWhose ? hub.readers.tax.landSources.taxpayers(version, today) : NOBODY,
    ]);
    const reached = [...taxpayers].flatMap(([parcel, codes]) => (codes.some((code) => directory.get(code)) ? [parcel] : []));
    const readers = isBound(access.rows) ? hub.readersWithin({ ...reachOf(access), parcels: reached.sort() }) : context.readers;
    const { titles } = await readers.land.rows(version);
    const units = visibleUnits(titles, { ...context, directory, taxpayers });
    const parties = await partiesAt(context, version);
    const whole = units.map((unit) => ({
      ...unit,
      version,
      parties: parties([...unit.titles.map(({ holder }) => holder?.creditCode), ...(taxpayers.get(parcelOf(unit.unitCode)) ?? [])]),
    }));
    return given(context, whole, 'Parcel.id', ['land']);
  });
}
