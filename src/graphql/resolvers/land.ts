import { pageOf, pageRequest } from '../../db/page.js';
import { squareMetres } from '../../grading/land-area.js';
import type { LandHolding } from '../../departments/land/record.js';
import { unitsOf, type Unit } from '../../departments/land/unit.js';
import { visibleUnits } from '../../departments/land/visible-units.js';
import type { ParcelFilter, Resolvers } from '../__generated__/resolvers.js';

/** schema/land.graphql */
export const landResolvers: Resolvers = {
  Query: {
    parcel: async (_, { unitCode }, context) => {
      const version = await context.version();
      const unit = (await visibleUnits(context, version)).find((each) => each.unitCode === unitCode);
      return unit ? { ...unit, version } : null;
    },
    parcels: async (_, { filter, first, after }, context) => {
      const request = pageRequest({ field: 'parcels', asked: { filter }, version: await context.version() }, { first, after });
      const { list, version } = request;
      const all = await context.kept(context.readers, `${list} ${version}`, async () => {
        const units = (await visibleUnits(context, version)).filter((unit) => meets(unit, filter ?? {}));
        return units.map((unit) => ({ ...unit, version }));
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
    holderName: ({ titles }) => [...new Set(titles.map(({ holderName }) => holderName))].join('、'),
    holder: ({ titles, version }, _, context) => {
      const holder = titles.find((title) => title.holder)?.holder;
      return holder ? context.enterprise(holder.creditCode, version) : null;
    },
  },
};

function meets({ unitCode, titles }: Unit, { unitCodes, towns, landClasses, linked }: ParcelFilter): boolean {
  return (
    (!unitCodes || unitCodes.includes(unitCode)) &&
    (!towns || titles.some(({ town }) => town !== null && towns.includes(town))) &&
    (!landClasses || titles.some(({ landClass }) => landClass !== null && landClasses.includes(landClass))) &&
    (typeof linked !== 'boolean' || titles.some(({ holder }) => holder !== undefined) === linked)
  );
}
