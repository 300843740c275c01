import type { Resolvers } from '../../__generated__/resolvers.js';

/** schema/employment.graphql */
export const employmentResolvers: Resolvers = {
  Enterprise: {
    employment: async ({ creditCode, version }, { year, asOf }, context) =>
      context.loaders.employment.records.load({ creditCode, year, version: asOf ? await context.version(asOf) : version }),
  },
};
