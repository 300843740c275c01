import type { Resolvers } from '../__generated__/resolvers.js';
import { zonesOf } from '../access/rows.js';
import { tells } from '../access/tells.js';
import { pageOf, pageRequest } from '../db/page.js';
import type { Context } from '../graphql/context.js';
import { chosenFindings, taxAtStakeTotal } from './chosen-findings.js';
import { explain } from './explanation.js';
import { sumFindings } from './finding-sums.js';
import type { FindingPage } from './seen-finding.js';
import { seesFindings, seesStakes } from './single-sight.js';
import { toldCounts, toldFindingSums, totalMayBeTold, type CountedFindings } from './told-findings.js';

const SUM_KEYS = { KIND: 'kind', TOWN: 'town', LAND_CLASS: 'landClass' } as const;

/** schema/land-tax.graphql */
export const landTaxResolvers: Resolvers = {
  Query: {
    landTaxFindings: async (_, { year, scheme, filter, orderBy, first, after, asOf }, context) => {
      const order = orderBy ?? 'TAX_AT_STAKE_DESC';
      const request = pageRequest(`findings ${order}`, { first, after });
      const version = await context.version(asOf);
      const found = await context.landTaxFindings(year, version, scheme ?? undefined);
      const chosen = chosenFindings(found, filter ?? {}, order);
      // A bound on the tax that is moved step by step finds the tax of each row.
      const rows = filter?.taxAtStakeAtLeast ? seesStakes(context) : seesFindings(context);
      const page = rows.granted ? pageOf(request, chosen, ({ id }) => id) : pageOf({ ...request, after: undefined }, [], () => '');
      const filtered = Object.values(filter ?? {}).some((each) => each !== null && each !== undefined);
      const whole = !filtered && !scheme && version === context.currentVersion && zonesOf(context.viewer) === undefined;
      return { ...page, year, chosen, whole, rows };
    },
  },
  LandTaxFindingConnection: {
    nodes: ({ nodes, rows }, _, context) => (tells('LandTaxFindingConnection.nodes', rows, context) ? [...nodes] : []),
    edges: ({ edges, rows }, _, context) => (tells('LandTaxFindingConnection.edges', rows, context) ? [...edges] : []),
    totalCount: (page, _, context) => {
      const told = page.rows.granted || (page.whole && counted(page, context).counts.all);
      return told || tells('LandTaxFindingConnection.totalCount', page.rows, context) ? page.chosen.length : null;
    },
    taxAtStakeTotal: async (page, _, context) => {
      const sight = seesStakes(context);
      const told = sight.granted || (page.whole && (await totalMayBeTold(counted(page, context), context.toldSums)));
      return told || tells('LandTaxFindingConnection.taxAtStakeTotal', sight, context) ? taxAtStakeTotal(page.chosen) : null;
    },
    sums: async (page, { by }, context) => {
      const sight = seesStakes(context);
      if (sight.granted) return [...sumFindings(page.chosen, SUM_KEYS[by])];
      const told = page.whole ? await toldFindingSums(counted(page, context), SUM_KEYS[by], context.toldSums) : undefined;
      if (!told) return tells('LandTaxFindingConnection.sums', sight, context) ? [] : null;
      const all = sumFindings(page.chosen, SUM_KEYS[by]);
      if (told.length < all.length) tells('LandTaxFindingConnection.sums', sight, context);
      if (told.some(({ taxAtStake }) => !taxAtStake)) tells('FindingSum.taxAtStake', sight, context);
      return [...told];
    },
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

/** What of a page's findings may be told in numbers, worked out once a request. */
function counted({ year, chosen }: FindingPage, { kept }: Context): CountedFindings {
  return { year, findings: chosen, counts: kept(chosen, 'told counts', () => toldCounts(chosen)) };
}
