import { pageOf, pageRequest } from '../../db/page.js';
import type { Resolvers } from '../__generated__/resolvers.js';

/** schema/public-results.graphql */
export const publicResultsResolvers: Resolvers = {
  Query: {
    publicEvaluations: async (_, __, { hub }) => {
      const all = await hub.publicEvaluations();
      const titles = new Map(hub.schemes.map(({ scheme: { id, title } }) => [id, title]));
      return all.map((each) => ({ ...each, title: titles.get(each.schemeId) ?? each.schemeId }));
    },
    publicResults: async (_, { scheme, year, nameOrCode, ...asked }, { hub }) => {
      const all = await hub.publicResults(scheme, year);
      if (!all) return null;
      const words = nameOrCode?.trim() ?? '';
      const found = all.filter(({ creditCode, name }) => creditCode === words.toUpperCase() || name.includes(words));
      const list = { field: 'publicResults', asked: { scheme, year, words } };
      return pageOf(pageRequest(list, asked), found, ({ creditCode }) => creditCode);
    },
  },
  PublicEvaluation: { scheme: ({ schemeId }) => schemeId, notice: ({ isNotice }) => isNotice },
  PublicResult: {
    group: ({ group }) => group || null,
    zone: ({ zone }) => zone || null,
    town: ({ town }) => town || null,
  },
};
