import { isBound } from '../../access/rows.js';
import { whySuppressed } from '../../access/withheld.js';
import { pageOf, pageRequest } from '../../db/page.js';
import { chosenFindings, taxAtStakeTotal } from '../../land-tax/chosen-findings.js';
import { explain } from '../../land-tax/explanation.js';
import { partsOfFinding } from '../../land-tax/finding-view.js';
import { mayCount, mayTotal, publishedFindingSums, sumFindings } from '../../land-tax/finding-sums.js';
import { visibleFindings } from '../../land-tax/visible-findings.js';
import type { Resolvers } from '../__generated__/resolvers.js';
import type { Context } from '../context.js';
import type { ReliefBy } from '../findings-found.js';
import { visibleAt } from '../of-visible.js';
import { isGivenOf, partiesAt } from '../parties.js';

const SUM_KEYS = { KIND: 'kind', TOWN: 'town', LAND_CLASS: 'landClass' } as const;

/** schema/land-tax.graphql */
export const landTaxResolvers: Resolvers = {
  Query: {
    landTaxFindings: async (_, { year, scheme, publication, filter, orderBy, first, after, asOf }, context) => {
      const order = orderBy ?? 'UNIT_CODE_ASC';
      const asked = { year, scheme, publication, filter, order, asOf };
      const request = pageRequest({ field: 'landTaxFindings', asked, version: await context.version(asOf) }, { first, after });
      const found = await findingsFor(context, year, request.version, { scheme, publication });
      const chosen = chosenFindings(found, filter ?? {}, order);
      const rows =
        context.access.rows.of === 'none'
          ? []
          : chosen.filter((finding) => isGivenOf(context, finding, 'LandTaxFinding.id', partsOfFinding(finding)));
      return { ...pageOf(request, rows, ({ id }) => id), chosen: context.access.rows.of === 'none' ? chosen : rows };
    },
  },
  LandTaxFindingConnection: {
    totalCount: ({ chosen }, _, context) => {
      if (context.seesEveryContribution('LandTaxFindingConnection.totalCount') || mayCount(chosen)) return chosen.length;
      return suppressed('LandTaxFindingConnection.totalCount', context);
    },
    taxAtStakeTotal: ({ chosen }, _, context) => {
      if (context.seesEveryContribution('LandTaxFindingConnection.taxAtStakeTotal') || mayTotal(chosen)) return taxAtStakeTotal(chosen);
      return suppressed('LandTaxFindingConnection.taxAtStakeTotal', context);
    },
    sums: ({ chosen }, { by }, context) => {
      if (context.seesEveryContribution('LandTaxFindingConnection.sums')) return [...sumFindings(chosen, SUM_KEYS[by])];
      const sums = publishedFindingSums(chosen, SUM_KEYS[by]);
      if (sums.some(({ count }) => count === undefined)) suppressed('FindingSum.taxAtStake', context);
      return sums.map(({ key, count, taxAtStake, unknown }) => ({
        key,
        count: count ?? null,
        taxAtStake: taxAtStake ?? null,
        unknown: unknown ?? null,
      }));
    },
  },
  LandTaxFinding: {
    // A relief without ground is one by somebody's classes: its id names whose, so that `node` finds it again.
    id: ({ id, year, kind, reliefBy }, _, context) =>
      context.nodeId('LandTaxFinding', [year, id, ...(kind === 'RELIEF_WITHOUT_GROUND' && reliefBy ? [reliefBy] : [])].join(':')),
    holder: ({ holder, version }, _, context) => (holder ? context.enterprise(holder, version) : null),
    taxpayer: ({ taxpayer, version }, _, context) => (taxpayer ? context.enterprise(taxpayer, version) : null),
    explanation: async (finding, _, context) => {
      const isVisible = await visibleAt(context, finding.version);
      const { holder, taxpayer, evidence } = finding;
      // What was put in words when it was pushed names both parties.
      const isWhole = [holder, taxpayer].every((creditCode) => creditCode === undefined || isVisible(creditCode));
      return evidence.explained !== undefined && !isWhole ? null : explain(finding, finding.files, isVisible);
    },
  },
};

/** The findings that there are for the viewer; of who sees none of them, all, to be added up. An enterprise sees its own once they were pushed. */
export async function findingsFor(context: Context, year: number, version: number, by: ReliefBy) {
  const { rows, givesForSome } = context.access;
  const found = await context.landTaxFindings(year, version, by);
  const its = isBound(rows) ? visibleFindings(found, await visibleAt(context, version), context.isLandVisible) : found;
  const open = rows.of === 'enterprise' ? its.filter(({ status }) => status !== 'OPEN') : its;
  if (!givesForSome) return open;
  const parties = await partiesAt(context, version);
  return open.map((finding) => ({ ...finding, parties: parties([finding.holder, finding.taxpayer]) }));
}

function suppressed(coordinate: string, context: Context): null {
  context.leaveOut(whySuppressed(coordinate, 'tax'));
  return null;
}
