import type { Resolvers } from '../__generated__/resolvers.js';
import { tells } from '../access/tells.js';
import { pageOf, pageRequest } from '../db/page.js';
import { everyClass } from '../assessment/every-class.js';
import type { Context } from '../graphql/context.js';
import type { YieldMeasure } from './land-yield.js';
import type { SeenLedgerLine } from './ledger.js';
import { ABOUT } from './ledger-measures.js';
import { seesDifferences, seesLowParcels } from './single-sight.js';
import { lineMayBeTold, type LedgerSum } from './told-ledger.js';
import { potentialMayBeTold, yieldMayBeTold, type PotentialMeasure, type SeenPotential, type SeenYield } from './told-yield.js';
import { seesWholeCounty } from './visible-findings.js';

/** schema/policy-ledger.graphql */
export const ledgerResolvers: Resolvers = {
  Query: {
    landTaxYield: async (_, { scheme, year, class: of, reference, asOf }, context) => {
      seesWholeCounty(context.viewer, '用地产出');
      const version = await context.version(asOf);
      const assessed = everyClass(await context.assessAsTold(scheme, year, version), context);
      return { ...(await context.landTax.yieldOf(assessed, of ?? 'D', reference ?? 'B')), year, version };
    },
    policyLedger: async (_, { scheme, year, asOf }, context) => {
      seesWholeCounty(context.viewer, '政策效果台账');
      const version = await context.version(asOf);
      const ledger = await context.landTax.ledger(everyClass(await context.assessAsTold(scheme, year, version), context));
      return { ...ledger, year, version };
    },
  },
  LandTaxYield: {
    byClass: ({ byClass: table, year }) => table.map((row) => ({ ...row, year, table })),
    byZone: ({ byZone: table, year }) => table.map((row) => ({ ...row, year, table })),
    byIndustry: ({ byIndustry: table, year }) => table.map((row) => ({ ...row, year, table })),
    potential: ({ potential, year }) => ({ ...potential, year }),
    lowEfficiency: ({ lowEfficiency, version }, _, context) =>
      tells('LandTaxYield.lowEfficiency', seesLowParcels(context), context) ? lowEfficiency.map((each) => ({ ...each, version })) : null,
  },
  LandTaxPerArea: {
    taxableArea: (row, _, context) => perArea('taxableArea', row, ['taxableArea'], context),
    tax: (row, _, context) => perArea('tax', row, ['tax'], context),
    relief: (row, _, context) => perArea('relief', row, ['relief'], context),
    before: (row, _, context) => perArea('before', row, ['taxableArea', 'tax'], context),
    after: (row, _, context) => perArea('after', row, ['taxableArea', 'tax', 'relief'], context),
  },
  LandTaxPotential: {
    enterprises: (of, _, context) => potential('enterprises', of, ['enterprises'], context),
    area: (of, _, context) => potential('area', of, ['area'], context),
    tax: (of, _, context) => potential('tax', of, ['tax'], context),
    median: (of, _, context) => potential('median', of, ['median'], context),
    atMedian: (of, _, context) => potential('atMedian', of, ['median', 'area'], context),
    more: (of, _, context) => potential('more', of, ['median', 'area', 'tax'], context),
  },
  LowEfficiencyParcel: {
    enterprise: ({ creditCode, version }, _, context) => context.enterprise(creditCode, version),
    unitCode: ({ title }) => title.unitCode,
    taxPerMu: ({ value }) => value,
    threshold: ({ threshold }) => threshold.title,
  },
  PolicyLedger: {
    lines: ({ lines, year }) => lines.map((line) => ({ ...line, year, madeOf: ABOUT[line.measure].madeOf })),
    differences: ({ differences, version }, args, context) => {
      if (!tells('PolicyLedger.differences', seesDifferences(context), context)) return null;
      const rows = differences.map((each) => ({ ...each, version, madeOf: ABOUT[each.measure].madeOf }));
      return pageOf(pageRequest('ledger differences', args), rows, ({ quarter, measure, creditCode }) => `${quarter} ${measure} ${creditCode}`);
    },
  },
  PolicyLedgerLine: {
    unit: ({ measure }) => ABOUT[measure].unit,
    due: (line, _, context) => ofLine('due', line, ['due'], context),
    reported: (line, _, context) => ofLine('reported', line, ['reported'], context),
    difference: (line, _, context) => ofLine('difference', line, ['due', 'reported'], context),
  },
  PolicyDifference: {
    enterprise: ({ creditCode, version }, _, context) => context.enterprise(creditCode, version),
    class: ({ class: name }) => name ?? null,
    unit: ({ measure }) => ABOUT[measure].unit,
    reported: ({ reported }) => reported ?? null,
  },
};

async function perArea(field: YieldMeasure | 'before' | 'after', row: SeenYield, madeOf: readonly YieldMeasure[], context: Context) {
  return tells(`LandTaxPerArea.${field}`, await yieldMayBeTold(row, madeOf, context), context) ? (row[field] ?? null) : null;
}

async function potential<F extends PotentialMeasure | 'atMedian' | 'more'>(field: F, of: SeenPotential, madeOf: readonly PotentialMeasure[], context: Context): Promise<SeenPotential[F] | null> {
  return tells(`LandTaxPotential.${field}`, await potentialMayBeTold(of, madeOf, context), context) ? (of[field] ?? null) : null;
}

async function ofLine(field: LedgerSum | 'difference', line: SeenLedgerLine, madeOf: readonly LedgerSum[], context: Context) {
  const { due, reported } = line;
  const value = field === 'difference' ? due && reported && reported.minus(due) : line[field];
  return value && tells(`PolicyLedgerLine.${field}`, await lineMayBeTold(line, madeOf, context), context) ? value : null;
}
