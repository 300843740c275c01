import type { Resolvers } from '../../__generated__/resolvers.js';

/** schema/emissions.graphql */
export const emissionsResolvers: Resolvers = {
  Enterprise: {
    emissions: async ({ creditCode, version }, { year, asOf }, context) =>
      context.loaders.emissions.records.load({ creditCode, year, version: asOf ? await context.version(asOf) : version }),
  },
};
