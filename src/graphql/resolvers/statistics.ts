import type { Resolvers } from '../__generated__/resolvers.js';

/** schema/statistics.graphql */
export const statisticsResolvers: Resolvers = {
  StatisticsRecord: { origin: ({ isDeclared }) => (isDeclared ? 'DECLARED' : 'COLLECTED') },
};
