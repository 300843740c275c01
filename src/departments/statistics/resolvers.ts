import type { Resolvers } from '../../__generated__/resolvers.js';

/** schema/statistics.graphql */
export const statisticsResolvers: Resolvers = {
  Enterprise: {
    statistics: async ({ creditCode, version }, { year, asOf }, context) =>
      context.loaders.statistics.records.load({ creditCode, year, version: asOf ? await context.version(asOf) : version }),
  },
};
