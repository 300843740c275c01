import type { Resolvers } from '../../__generated__/resolvers.js';
import { squareMetres } from '../../grading/land-area.js';
import { inForceOn } from '../in-force.js';

/** The part of a unit code that says which parcel it stands on. */
const PARCEL_CHARACTERS = 19;

/** schema/tax.graphql */
export const taxResolvers: Resolvers = {
  Enterprise: {
    tax: async ({ creditCode, version }, { year, asOf }, context) =>
      context.loaders.tax.records.load({ creditCode, year, version: asOf ? await context.version(asOf) : version }),
  },
  Parcel: {
    taxSources: async ({ unitCode, version }, _, context) => {
      const parcel = unitCode.slice(0, PARCEL_CHARACTERS);
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
