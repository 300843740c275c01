import type { Resolvers } from '../__generated__/resolvers.js';
import { pageOf, pageRequest } from '../db/page.js';
import { ABOUT } from './ledger-measures.js';
import { seesWholeCounty } from './visible-findings.js';

/** schema/policy-ledger.graphql */
export const ledgerResolvers: Resolvers = {
  Query: {
    landTaxYield: async (_, { scheme, year, class: of, reference, asOf }, context) => {
      seesWholeCounty(context.viewer, '用地产出');
      const version = await context.version(asOf);
      const assessed = await context.assess(scheme, year, version);
      const report = await context.landTax.yieldOf(assessed, of ?? 'D', reference ?? 'B');
      return {
        ...{ byClass: [...report.byClass], byZone: [...report.byZone], byIndustry: [...report.byIndustry], potential: report.potential },
        lowEfficiency: report.lowEfficiency.map((each) => ({ ...each, version })),
      };
    },
    policyLedger: async (_, { scheme, year, asOf }, context) => {
      seesWholeCounty(context.viewer, '政策效果台账');
      const version = await context.version(asOf);
      const ledger = await context.landTax.ledger(await context.assess(scheme, year, version));
      return { ...ledger, version };
    },
  },
  LowEfficiencyParcel: {
    enterprise: ({ creditCode, version }, _, context) => context.enterprise(creditCode, version),
    unitCode: ({ title }) => title.unitCode,
    taxPerMu: ({ value }) => value,
    threshold: ({ threshold }) => threshold.title,
  },
  PolicyLedger: {
    lines: ({ lines }) => lines.map((line) => ({ ...line, madeOf: ABOUT[line.measure].madeOf })),
    differences: ({ differences, version }, args) => {
      const rows = differences.map((each) => ({ ...each, version, madeOf: ABOUT[each.measure].madeOf }));
      return pageOf(pageRequest('ledger differences', args), rows, ({ quarter, measure, creditCode }) => `${quarter} ${measure} ${creditCode}`);
    },
  },
  PolicyLedgerLine: {
    unit: ({ measure }) => ABOUT[measure].unit,
    due: ({ due }) => due ?? null,
    reported: ({ reported }) => reported ?? null,
    difference: ({ due, reported }) => (due && reported ? reported.minus(due) : null),
  },
  PolicyDifference: {
    enterprise: ({ creditCode, version }, _, context) => context.enterprise(creditCode, version),
    class: ({ class: name }) => name ?? null,
    unit: ({ measure }) => ABOUT[measure].unit,
    reported: ({ reported }) => reported ?? null,
  },
};
