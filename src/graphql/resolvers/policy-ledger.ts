import { Refusal } from '../../access/refusal.js';
import { whySuppressed } from '../../access/withheld.js';
import type { AssessmentView } from '../../assessment/views.js';
import { pageOf, pageRequest } from '../../db/page.js';
import { publishedAtMedian, publishedYield, type LandTaxYield } from '../../policy-effects/land-yield.js';
import { publishedLine, type LedgerView } from '../../policy-effects/ledger.js';
import { ABOUT } from '../../policy-effects/ledger-measures.js';
import type { Resolvers } from '../__generated__/resolvers.js';
import type { Context } from '../context.js';
import { gradesAsked } from '../grades-asked.js';
import { addedUpAt, ofVisible } from '../of-visible.js';

/** schema/policy-ledger.graphql */
export const policyLedgerResolvers: Resolvers = {
  Query: {
    landTaxYield: async (_, { class: of, reference, ...asked }, context) => {
      if (asked.asOf && asked.publication) throw new Refusal('BAD_USER_INPUT', 'asOf 不与 publication 同用：公布的数据版本已定');
      const { assessed } = await gradesAsked(asked, context);
      const { version, assessment } = assessed;
      const report = await context.hub.policyReports.yieldOf(assessed, of ?? 'D', reference ?? 'B');
      return { ...report, year: assessment.year, version };
    },
    policyLedger: async (_, asked, context) => {
      const { assessed, knownAt } = await gradesAsked(asked, context);
      return ledgerOf(assessed, knownAt, context);
    },
  },
  LandTaxYield: {
    byClass: ({ byClass }, _, context) => perArea(byClass, context),
    byZone: ({ byZone }, _, context) => perArea(byZone, context),
    byIndustry: ({ byIndustry }, _, context) => perArea(byIndustry, context),
    potential: ({ potential }, _, context) => {
      const given = context.seesEveryContribution('LandTaxPotential.tax') ? potential : publishedAtMedian(potential);
      return noted(given, potential, 'LandTaxPotential.tax', context);
    },
    lowEfficiency: async ({ lowEfficiency, version }, _, context) => {
      const its = await ofVisible(context, version, lowEfficiency, ({ creditCode }) => [creditCode]);
      return its.map((each) => ({ ...each, version }));
    },
  },
  LowEfficiencyParcel: {
    enterprise: ({ creditCode, version }, _, context) => context.enterprise(creditCode, version),
    unitCode: ({ title }) => title.unitCode,
    taxPerMu: ({ value }) => value,
    threshold: ({ threshold }) => threshold.title,
  },
  PolicyLedger: {
    lines: ({ lines }, _, context) =>
      lines.map((line) => {
        const sees = context.seesEveryContribution('PolicyLedgerLine.due', ABOUT[line.measure].madeOf);
        const { due, reported } = sees ? line : publishedLine(line);
        noted({ due, reported }, { due: line.due, reported: line.reported }, 'PolicyLedgerLine.due', context);
        return { quarter: line.quarter, measure: line.measure, due, reported };
      }),
    differences: async ({ assessed, reportedAt }, args, context) => {
      const { scheme, assessment, publication } = assessed;
      const asked = { scheme: scheme.digest, year: assessment.year, publication: publication?.id };
      const request = pageRequest({ field: 'differences', asked, version: reportedAt }, args);
      const of = publication ? assessed : await context.assessedAt(assessed, request.version);
      const { version } = of;
      const { differences } = await ledgerOf(of, request.version, context);
      const its = await ofVisible(context, version, differences, ({ creditCode }) => [creditCode]);
      const rows = its.map((each) => ({ ...each, version, madeOf: ABOUT[each.measure].madeOf }));
      return pageOf(request, rows, ({ quarter, measure, creditCode }) => `${quarter} ${measure} ${creditCode}`);
    },
  },
  PolicyLedgerLine: {
    unit: ({ measure }) => ABOUT[measure].unit,
    difference: ({ due, reported }) => (due && reported ? reported.minus(due) : null),
  },
  PolicyDifference: {
    enterprise: ({ creditCode, version }, _, context) => context.enterprise(creditCode, version),
    class: ({ class: name }) => name ?? null,
    unit: ({ measure }) => ABOUT[measure].unit,
    reported: ({ reported }) => reported ?? null,
  },
};

/** @param reportedAt the data version as of which offices reported */
async function ledgerOf(assessed: AssessmentView, reportedAt: number, context: Context): Promise<LedgerView> {
  const ledger = await context.kept(assessed, `ledger ${reportedAt}`, async () =>
    context.hub.policyReports.ledger(assessed, reportedAt, await addedUpAt(context, assessed.version)),
  );
  return { ...ledger, assessed, reportedAt, year: assessed.assessment.year };
}

function perArea(rows: readonly LandTaxYield[], context: Context): (Partial<LandTaxYield> & Pick<LandTaxYield, 'key'>)[] {
  const sees = context.seesEveryContribution('LandTaxPerArea.tax');
  return rows.map((row) => noted(sees ? row : publishedYield(row), row, 'LandTaxPerArea.tax', context));
}

/** Names a sum that was left out of what is given. */
function noted<G extends object>(given: G, whole: object, coordinate: string, context: Context): G {
  const numbers = Object.entries(whole).filter(([name, value]) => value !== undefined && name !== 'contributions' && name !== 'among');
  if (numbers.some(([name]) => Reflect.get(given, name) === undefined)) context.leaveOut(whySuppressed(coordinate, 'tax'));
  return given;
}
