import type { Resolvers } from '../../__generated__/resolvers.js';

/** schema/utilities.graphql */
export const utilitiesResolvers: Resolvers = {
  Enterprise: {
    utilities: async ({ creditCode, version }, { year, asOf }, context) =>
      context.loaders.utilities.records.load({ creditCode, year, version: asOf ? await context.version(asOf) : version }),
  },
};
