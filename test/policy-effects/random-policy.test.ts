import fc from 'fast-check';
import { expect, it } from 'vitest';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import type { EnterpriseResult } from '../../src/grading/assessment.js';
import { Rational } from '../../src/grading/rational.js';
import type { Directory } from '../../src/enterprise/directory.js';
import { executionRows, totalOf, type ListKind } from '../../src/policy-effects/execution-rows.js';
import { fiscalLines, type FiscalBasis, type FiscalLine } from '../../src/policy-effects/fiscal.js';
import { landTaxYield } from '../../src/policy-effects/land-yield.js';
import { policyLedger, type ReportedEffects } from '../../src/policy-effects/ledger.js';
import { phasesOf } from '../../src/policy-effects/phases.js';
import { amountOf } from '../../src/policy-effects/treatment-view.js';
import { treatmentsOn } from '../../src/policy/treatment-match.js';
import { parseTreatments } from '../../src/policy/treatment-parse.js';
import { holdsOn } from '../../src/policy/treatment-reading.js';
import { runs } from '../full.js';
import { ledgerByQuarter, linesByMonth } from './policy-brute-force.js';
import { FIRMS, rawPolicy, type RawPolicy } from './raw-policy.js';
import { source } from '../land-tax/records.js';

const KINDS = ['LAND_USE_TAX_RELIEF', 'SUBSIDY', 'ELECTRICITY_SURCHARGE', 'WATER_SURCHARGE', 'POWER_TRADING'];

it('the money of any year is what counting its months one by one comes to, to 分', () => {
  fc.assert(
    fc.property(rawPolicy, (policy) => {
      const found = fiscalLines(basisOf(policy), resultsOf(policy));
      const expected = linesByMonth(policy).map(
        ({ firm, kind, item, of, months, cents }) => `${FIRMS[firm]} ${kind} item-${item} ${of} ${months} ${cents ?? '?'}`,
      );
      expect(
        found
          .map(
            ({ creditCode, kind, applied, item, months, amount }) =>
              `${creditCode} ${kind} ${applied.treatment.id} ${item ?? ''} ${months} ${amount ? cents(amount) : '?'}`,
          )
          .sort(),
      ).toEqual(expected.sort());
    }),
    { numRuns: runs(250, 10_000) },
  );
});

it('the ledger of any year is what counting quarter by quarter and firm by firm comes to', () => {
  fc.assert(
    fc.property(rawPolicy, (policy) => {
      const { lines, differences } = policyLedger(basisOf(policy), resultsOf(policy), reportsOf(policy));
      const expected = ledgerByQuarter(policy);
      expect(
        lines
          .filter(({ measure }) => KINDS.includes(measure))
          .map(
            ({ quarter, measure, due, reported }) => `${quarter} ${measure} ${due ? cents(due) : '–'} ${reported ? cents(reported) : '–'}`,
          )
          .sort(),
      ).toEqual(expected.lines);
      expect(lines.filter(({ measure, due, reported }) => !KINDS.includes(measure) && (due ?? reported))).toEqual([]);
      expect(
        differences
          .map(
            (each) =>
              `${each.quarter} ${each.measure} ${each.creditCode} ${cents(each.due)} ${each.reported ? cents(each.reported) : '–'} ${cents(each.difference)}`,
          )
          .sort(),
      ).toEqual(expected.differences);
    }),
    { numRuns: runs(250, 10_000) },
  );
});

it('lists, quarters, yield and treatments of any year add up to the same 分, and no source is relieved beyond its tax', () => {
  fc.assert(
    fc.property(rawPolicy, (policy) => {
      const [basis, results] = [basisOf(policy), resultsOf(policy)];
      const lines = fiscalLines(basis, results);
      const ledger = policyLedger(basis, results, []).lines;
      const ofKind = (kind: string) => lines.filter((line) => line.kind === kind);
      const total = (of: readonly FiscalLine[]) => cents(Rational.sum(of.flatMap(({ amount }) => amount ?? [])));
      for (const [measure, kind] of Object.entries(KIND_OF)) {
        const due = ledger.filter((line) => line.measure === measure).map((line) => line.due!);
        expect(cents(Rational.sum(due)), measure).toBe(total(ofKind(kind)));
        if (kind in LIST_OF) {
          const rows = executionRows(kind as ListKind, lines, NOBODY_KNOWN);
          expect(cents(totalOf(kind as ListKind, rows)), measure).toBe(total(ofKind(kind)));
        }
      }
      const yields = landTaxYield(2024, basis.sources, lines, (creditCode) => creditCode);
      expect(cents(Rational.sum(yields.map(({ relief }) => relief)))).toBe(total(ofKind('LAND_USE_TAX')));
      expect(yields.filter(({ tax, relief }) => relief.compare(tax) > 0)).toEqual([]);
      for (const { creditCode } of results) {
        const its = lines.filter((line) => line.creditCode === creditCode);
        const treatments = new Map(its.map(({ applied }) => [applied.treatment.id, applied]));
        const amounts = [...treatments.values()].flatMap((applied) => amountOf(applied, its) ?? []);
        const told = its.filter(({ applied }) => amountOf(applied, its));
        expect(cents(Rational.sum(amounts))).toBe(total(told));
      }
    }),
    { numRuns: runs(250, 10_000) },
  );
});

const KIND_OF = {
  LAND_USE_TAX_RELIEF: 'LAND_USE_TAX',
  SUBSIDY: 'SUBSIDY',
  ELECTRICITY_SURCHARGE: 'ELECTRICITY',
  WATER_SURCHARGE: 'WATER',
};
const LIST_OF = { LAND_USE_TAX: true, ELECTRICITY: true, WATER: true };
const NOBODY_KNOWN = { get: () => undefined } as unknown as Directory;

function basisOf({ sources, meters, items }: RawPolicy): FiscalBasis {
  const text = JSON.stringify({
    ...{ treatments: 't', title: 't', jurisdiction: '某县', status: 'partial', sources: [{ document: '某政发〔2024〕1号' }] },
    items: items.map(({ rate, price, amount, classes, vetoes, ...item }, number) => ({
      ...{
        ...item,
        id: `item-${number}`,
        rate: rate === undefined ? undefined : rate / 100,
        price: price === undefined ? undefined : price / 100,
      },
      ...{ amount: amount === undefined ? undefined : amount / 100, classes, vetoes },
    })),
  });
  const parsed = parseTreatments(text, { file: 't.yaml', ...departmentVocabulary });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  const { set } = parsed;
  const noFacts = () => {
    throw new Error('no conditions here');
  };
  const treatments = {
    ...{ sets: [set], unknownClasses: [] },
    inForce: (day: string) => set.items.filter((item) => holdsOn(item, day)).map(({ id }) => id),
    on: (day: string) => treatmentsOn([set], noFacts, day),
  };
  return {
    year: 2024,
    phases: phasesOf(treatments, 2024),
    sources: sources.map(({ firm, area, rate, tax, from, to }, number) =>
      source({
        ...{ sourceId: `TD${number}`, taxpayer: FIRMS[firm], startDate: from, endDate: to },
        ...{
          taxableArea: area === undefined ? undefined : Rational.of(BigInt(area) * 15n, 100_000n),
          rate: hundredths(rate),
          annualTax: hundredths(tax),
        },
      }),
    ),
    meters: meters.flatMap(({ firm, electricity, water }, number) =>
      firm < FIRMS.length
        ? [{ creditCode: FIRMS[firm]!, account: String(number), electricity: tenths(electricity), water: tenths(water) }]
        : [],
    ),
  };
}

function resultsOf({ firms }: RawPolicy): EnterpriseResult[] {
  return firms.map((standing, row) => ({ ...standing, row, creditCode: FIRMS[row]! }) as EnterpriseResult);
}

function reportsOf({ reports }: RawPolicy): ReportedEffects[] {
  return reports.map(({ firm, quarter, measure, amount }) => ({
    creditCode: FIRMS[firm]!,
    quarter,
    values: new Map([[measure, hundredths(amount)!]]),
  }));
}

function hundredths(value: number | undefined): Rational | undefined {
  return value === undefined ? undefined : Rational.of(BigInt(value), 100n);
}

function tenths(value: number | undefined): Rational | undefined {
  return value === undefined ? undefined : Rational.of(BigInt(value), 10n);
}

/** 分; an amount that is finer is told as it is, and equals none. */
function cents(amount: Rational): string {
  return amount.times(Rational.integer(100)).toString();
}
