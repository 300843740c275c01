import type { Resolvers } from '../__generated__/resolvers.js';
import { pageOf, pageRequest } from '../db/page.js';
import { chosenFindings, taxAtStakeTotal } from './chosen-findings.js';
import { explain } from './explanation.js';
import { sumFindings } from './finding-sums.js';

const SUM_KEYS = { KIND: 'kind', TOWN: 'town', LAND_CLASS: 'landClass' } as const;

/** schema/land-tax.graphql */
export const landTaxResolvers: Resolvers = {
  Query: {
    landTaxFindings: async (_, { year, scheme, filter, orderBy, first, after, asOf }, context) => {
      const order = orderBy ?? 'TAX_AT_STAKE_DESC';
      const request = pageRequest(`findings ${order}`, { first, after });
      const found = await context.landTaxFindings(year, await context.version(asOf), scheme ?? undefined);
      const chosen = chosenFindings(found, filter ?? {}, order);
      return { ...pageOf(request, chosen, ({ id }) => id), taxAtStakeTotal: taxAtStakeTotal(chosen), chosen };
    },
  },
  LandTaxFindingConnection: {
    sums: ({ chosen }, { by }) => [...sumFindings(chosen, SUM_KEYS[by])],
  },
  LandTaxFinding: {
    // A relief without ground is one under a scheme: its id names the scheme, so that `node` finds it again.
    id: ({ id, year, kind, scheme }, _, context) =>
      context.nodeId('LandTaxFinding', [year, id, ...(kind === 'RELIEF_WITHOUT_GROUND' && scheme ? [scheme] : [])].join(':')),
    holder: ({ holder, version }, _, context) => (holder ? context.enterprise(holder, version) : null),
    taxpayer: ({ taxpayer, version }, _, context) => (taxpayer ? context.enterprise(taxpayer, version) : null),
    explanation: (finding) => explain(finding, finding.files),
  },
};
