import { squareMetres } from '../../grading/land-area.js';
import { parcelOf } from '../../handover/unit-code.js';
import { inForceOn } from '../../departments/in-force.js';
import type { Resolvers } from '../__generated__/resolvers.js';

/** schema/tax.graphql */
export const taxResolvers: Resolvers = {
  Parcel: {
    taxSources: async ({ unitCode, version }, _, context) => {
      const parcel = parcelOf(unitCode);
      const sources = await context.loaders.tax.landSources.load({ parcel, version });
      return sources
        .filter(({ startDate, endDate }) => inForceOn(context.today, startDate, endDate))
        .map((source) => ({ ...source, version }));
    },
  },
  LandTaxSource: {
    taxpayer: ({ taxpayerId, version }, _, context) => (taxpayerId ? context.enterprise(taxpayerId, version) : null),
    occupiedArea: ({ occupiedArea }) => squareMetres(occupiedArea),
    taxableArea: ({ taxableArea }) => squareMetres(taxableArea),
    relievedArea: ({ relievedArea }) => squareMetres(relievedArea),
  },
};
