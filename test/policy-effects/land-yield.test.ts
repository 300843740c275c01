import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assessment, EnterpriseResult } from '../../src/grading/assessment.js';
import { Rational } from '../../src/grading/rational.js';
import { landTaxYield, lowEfficiencyParcels, medianOf, yieldAtMedian } from '../../src/policy-effects/land-yield.js';
import type { FiscalLine } from '../../src/policy-effects/fiscal.js';
import type { LandThreshold } from '../../src/policy/treatment-thresholds.js';
import { parseThresholds } from '../../src/policy/treatment-thresholds.js';
import { OWNER, source, TENANT, title } from '../land-tax/records.js';

/** An assessment of firms by class, tax (万元) and used land (亩). */
function assessed(firms: readonly { code: string; class: string; tax?: string; area?: string }[]): Assessment {
  const results = firms.map(({ code, class: final, tax, area }, row) => {
    const [numerator, denominator] = [tax, area].map((text) => (text === undefined ? undefined : Rational.from(text)));
    const value = numerator && denominator && numerator.over(denominator);
    const indicator = { numerator: { fact: 'assessed_tax', year: 0 }, denominator: { fact: 'land.used_area', year: 0 }, growth: false };
    return {
      row,
      creditCode: code,
      final,
      treatedAs: undefined,
      indicators: [{ indicator, numerator, denominator, value }],
    } as unknown as EnterpriseResult;
  });
  const derived = [{ id: 'assessed_tax', title: '评价税收', terms: [{ fact: 'tax.vat_net', factor: Rational.ONE, missing: undefined }] }];
  return { scheme: { derived }, year: 2024, groups: [], results } as unknown as Assessment;
}

describe('the median', () => {
  it('is the middle value, or the mean of the two middle ones', () => {
    expect(medianOf([])).toBeUndefined();
    expect(medianOf(['3', '1', '2'].map((text) => Rational.from(text)))!.toString()).toBe('2');
    expect(medianOf(['4', '1', '2', '3'].map((text) => Rational.from(text)))!.toString()).toBe('2.5');
  });
  it('has as many values below as above', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }), (values) => {
        const median = medianOf(values.map((value) => Rational.integer(value)))!;
        const [below, above] = [-1, 1].map(
          (sign) => values.filter((value) => Math.sign(Rational.integer(value).compare(median)) === sign).length,
        );
        expect(below).toBeLessThanOrEqual(values.length / 2);
        expect(above).toBeLessThanOrEqual(values.length / 2);
      }),
    ));
});

it('tells what the land of D firms would bring at the median of B', () => {
  const firms = [
    { code: 'B1', class: 'B', tax: '20', area: '2' },
    { code: 'B2', class: 'B', tax: '60', area: '5' },
    { code: 'D1', class: 'D', tax: '3', area: '3' },
    { code: 'D2', class: 'D', tax: '-1', area: '7' },
    { code: 'D3', class: 'D', area: '9' },
  ];
  const { enterprises, area, tax, median, atMedian, more } = yieldAtMedian(assessed(firms), 'D', 'B');
  expect([enterprises, ...[area, tax, median, atMedian, more].map(String)]).toEqual([2, '10', '2', '11', '110', '108']);
});

it('tells the tax per ㎡ before and after relief, half a year counting half', () => {
  const sources = [source(), source({ sourceId: 'TD2', taxpayer: TENANT, endDate: '2024-07-01' })];
  const line = {
    creditCode: OWNER,
    row: 0,
    kind: 'LAND_USE_TAX',
    item: 'TD1',
    base: undefined,
    months: 12,
    amount: Rational.integer(8000),
    byQuarter: undefined,
    applied: undefined as never,
  } as const;
  const yields = landTaxYield(2024, sources, [line], (code) => (code === OWNER ? 'B' : 'C'));
  expect(
    yields.map(({ key, taxableArea, tax, relief, before, after }) => [key, taxableArea, tax, relief, before, after].join(' ')),
  ).toEqual(['B 1000 10000 8000 10 2', 'C 500 5000 0 10 10']);
});

it('counts the tax of a source without an area, so that no relief is beyond it, and leaves it out of what a ㎡ brings', () => {
  const sources = [source(), source({ sourceId: 'TD2', taxableArea: undefined, rate: undefined, annualTax: Rational.integer(500) })];
  const line = (item: string, amount: number): FiscalLine => ({
    ...{ creditCode: OWNER, row: 0, kind: 'LAND_USE_TAX', item, base: undefined, months: 12, byQuarter: undefined },
    ...{ amount: Rational.integer(amount), applied: undefined as never },
  });
  const yields = landTaxYield(2024, sources, [line('TD1', 8000), line('TD2', 400)], () => 'B');
  expect(yields.map(({ taxableArea, tax, relief, before, after }) => [taxableArea, tax, relief, before, after].join(' '))).toEqual([
    '1000 10500 8400 10 2',
  ]);
});

it('rounds the tax of a source once, as its relief is', () => {
  const sources = [source({ taxableArea: Rational.of(15n, 1_000_000n), rate: Rational.of(1n, 2n) })];
  expect(landTaxYield(2024, sources, [], () => 'B').map(({ tax }) => tax.toString())).toEqual(['0.01']);
});

it('lists the parcels below the strictest threshold that holds, the least productive first', () => {
  const threshold = (id: string, below: string, over: Partial<LandThreshold> = {}): LandThreshold => {
    return { id, title: id, below: Rational.from(below), zones: undefined, article: undefined, from: undefined, to: undefined, ...over };
  };
  const firms = [
    { code: OWNER, class: 'C', tax: '3', area: '1' },
    { code: TENANT, class: 'D', tax: '4', area: '4' },
  ];
  const titles = [
    title(),
    title({ unitCode: '339901025037GB00023W00000000', holder: { creditCode: TENANT, ground: 'NAME' } }),
    title({ holder: undefined }),
  ];
  const list = (...thresholds: LandThreshold[]) =>
    lowEfficiencyParcels(assessed(firms), titles, thresholds, (code) => (code === OWNER ? 'Z1' : 'Z2'), '2024-12-31').map(
      (each) => `${each.creditCode} ${each.value.toString()} ${each.threshold.id}`,
    );
  expect(list(threshold('4', '4'), threshold('2', '2'))).toEqual([`${TENANT} 1 2`, `${OWNER} 3 4`]);
  expect(list(threshold('3', '3'))).toEqual([`${TENANT} 1 3`]);
  expect(list(threshold('4', '4', { zones: ['Z1'] }))).toEqual([`${OWNER} 3 4`]);
  expect(list(threshold('4', '4', { to: '2024-12-30' }))).toEqual([]);
});

it('takes no file of thresholds that are not above 0 or bear another unit', () => {
  const text =
    'land_thresholds: x\ntitle: x\njurisdiction: x\nstatus: example\nsources: [{ document: x }]\nitems:\n  - { id: a, below: 0, unit: 万元/亩 }\n  - { id: b, below: 1, unit: 元/㎡ }\n';
  const parsed = parseThresholds(text, 'x.yaml');
  expect('problems' in parsed && parsed.problems.map(({ line, message }) => `${line} ${message}`)).toEqual([
    '7 低效标准应大于 0，这里是 0',
    '8 应当是 万元/亩 之一，这里是“元/㎡”',
  ]);
});
