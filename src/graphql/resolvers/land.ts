import { pageOf, pageRequest } from '../../db/page.js';
import { squareMetres } from '../../grading/land-area.js';
import type { LandHolding } from '../../departments/land/record.js';
import { holderNamesOf, holderOf, unitsOf, type Unit } from '../../departments/land/unit.js';
import type { ParcelFilter, Resolvers } from '../__generated__/resolvers.js';
import { unitsFor } from '../units.js';

/** schema/land.graphql */
export const landResolvers: Resolvers = {
  Query: {
    parcel: async (_, { unitCode }, context) => {
      const units = await unitsFor(context, await context.version());
      return units.find((each) => each.unitCode === unitCode) ?? null;
    },
    parcels: async (_, { filter, first, after }, context) => {
      const request = pageRequest({ field: 'parcels', asked: { filter }, version: await context.version() }, { first, after });
      const { list, version } = request;
      const all = await context.kept(context.readers, `${list} ${version}`, async () => {
        const units = await unitsFor(context, version);
        return units.filter((unit) => meets(unit, filter ?? {}));
      });
      return pageOf(request, all, ({ unitCode }) => unitCode);
    },
  },
  Enterprise: {
    land: ({ creditCode, version: known }, { year, asOf }, context) => {
      const at = (version: number) => {
        const view = (holding: LandHolding | undefined) => (holding ? { ...holding, version } : null);
        const holding = context.loaders.land.holdings.load({ creditCode, year, version });
        return holding instanceof Promise ? holding.then(view) : view(holding);
      };
      return asOf ? context.version(asOf).then(at) : at(known);
    },
  },
  LandHolding: {
    tenants: ({ tenants }) => Number(tenants.floor()),
    parcels: ({ titles, year, version }) => unitsOf(titles, `${year}-12-31`, () => true).map((unit) => ({ ...unit, version })),
  },
  Parcel: {
    id: ({ unitCode }, _, context) => context.nodeId('Parcel', unitCode),
    area: ({ titles }) => squareMetres(titles[0]?.area),
    landClass: ({ titles }) => titles[0]?.landClass ?? null,
    use: ({ titles }) => titles[0]?.use ?? null,
    location: ({ titles }) => titles[0]?.location ?? null,
    holderName: (unit) => holderNamesOf(unit)?.join('、') ?? null,
    holder: (unit, _, context) => {
      const holder = holderOf(unit);
      return holder === undefined ? null : context.enterprise(holder, unit.version);
    },
  },
};

function meets(unit: Unit, { unitCodes, towns, landClasses, linked }: ParcelFilter): boolean {
  const { unitCode, titles } = unit;
  return (
    (!unitCodes || unitCodes.includes(unitCode)) &&
    (!towns || titles.some(({ town }) => town !== null && towns.includes(town))) &&
    (!landClasses || titles.some(({ landClass }) => landClass !== null && landClasses.includes(landClass))) &&
    (typeof linked !== 'boolean' || (holderOf(unit) !== undefined) === linked)
  );
}
