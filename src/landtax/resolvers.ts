import type { Resolvers } from '../__generated__/resolvers.js';
import { Refusal } from '../access/refusal.js';

/** schema/land-tax.graphql */
export const landTaxResolvers: Resolvers = {
  Query: {
    landTaxFindings: () => {
      throw new Refusal('NOT_FOUND', 'landTaxFindings（以地控税疑点）尚未提供');
    },
  },
};
