import { describe, expect, it } from 'vitest';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { aloneInProducts } from '../../src/policy/alone-in-products.js';
import { figuresGivenBack, VISIBLE_TO_A_COMMITTEE } from '../../src/policy/figures-given-back.js';
import { givenBackLines } from '../../src/policy/given-back-words.js';
import { PLAIN, schemeText } from '../grading/scheme-text.js';
import { schemeOf } from './scheme-of.js';

/** What a group gives back, as `through figure` or, of a range, `through ~figure`; last year's figures end in −1. */
function givenBack(group: string, whole = '', seen = VISIBLE_TO_A_COMMITTEE): readonly string[] {
  return figuresGivenBack(schemeOf(schemeText(group, whole)), departmentVocabulary, seen).map(({ through, exact, department, figure }) => {
    expect(figure.department).toBe(department);
    const terms = figure.terms.map(({ fact, factor }) => (factor.toString() === '1' ? fact : `${factor.toString()}·${fact}`)).join('+');
    return `${through} ${exact ? '' : '~'}${terms}${figure.year === 0 ? '' : String(figure.year)}`;
  });
}

/** A group of indicators of equal weights, each written as further YAML. */
function groupOf(...indicators: readonly string[]): string {
  const weight = 100 / indicators.length;
  const items = indicators.map((text, at) => `- { id: i${at}, title: 指标${at}, weight: ${weight}, ${text} }`);
  return ['indicators:', ...items, 'total: { decimals: 2 }'].join('\n');
}

const RATIO = 'points: { family: ratio, benchmark: 10 }';
const quotient = (numerator: string, denominator: string, points = RATIO): string =>
  `numerator: ${numerator}, denominator: ${denominator}, ${points}`;
const TAX_PER_MU = quotient('tax.vat_net', 'land.used_area');
const PRODUCTIVITY = quotient('statistics.value_added', 'employment.average_staff');

describe('a total', () => {
  it('gives back the one figure that is not seen, beside what is', () => {
    const staff = quotient('employment.average_staff', 'land.used_area');
    expect(givenBack(PLAIN)).toEqual(['total tax.vat_net', 'points tax.vat_net', 'bands ~tax.vat_net']);
    expect(givenBack(groupOf(TAX_PER_MU, staff))).toEqual(['total tax.vat_net', 'points tax.vat_net', 'bands ~tax.vat_net']);
  });

  it('gives neither of two figures', () => {
    const found = givenBack(groupOf(TAX_PER_MU, PRODUCTIVITY));
    expect(found.filter((each) => each.startsWith('total'))).toEqual([]);
    expect(found).toEqual(expect.arrayContaining(['points tax.vat_net', 'points statistics.value_added']));
  });

  it('gives back a figure in several indicators where all rise with it, and a range where one falls', () => {
    const perHead = quotient('tax.vat_net', 'employment.average_staff');
    const turned = quotient('employment.average_staff', 'tax.vat_net');
    const inverse = quotient('employment.average_staff', 'tax.vat_net', 'points: { family: inverse_mean }');
    expect(givenBack(groupOf(TAX_PER_MU, perHead))[0]).toBe('total tax.vat_net');
    expect(givenBack(groupOf(TAX_PER_MU, inverse))[0]).toBe('total tax.vat_net');
    expect(givenBack(groupOf(TAX_PER_MU, turned))[0]).toBe('total ~tax.vat_net');
  });

  it('of steps gives a range, unless something beside them rises all the way', () => {
    const steps = (high: number, low: number): string => {
      const bands = `[{ at_least: 9, points: ${high} }, { at_least: 5, points: ${low} }]`;
      return quotient('tax.vat_net', 'land.used_area', `points: { family: bands, bands: ${bands} }`);
    };
    expect(givenBack(groupOf(steps(100, 50)))).toEqual(['total ~tax.vat_net', 'points ~tax.vat_net']);
    expect(givenBack(groupOf(steps(50, 20), TAX_PER_MU))[0]).toBe('total tax.vat_net');
    expect(givenBack(groupOf(steps(20, 50), TAX_PER_MU))[0]).toBe('total ~tax.vat_net');
  });

  it('leaves a range where an extra asks about the figure, and nothing where it asks about another', () => {
    const extra = (when: string) => `${groupOf(TAX_PER_MU)}\nextras: [{ id: more, title: 加分, when: ${when}, points: 5 }]`;
    expect(givenBack(extra('{ event: little_giant }'))[0]).toBe('total tax.vat_net');
    expect(givenBack(extra('{ fact: land.used_area, gte: 5 }'))[0]).toBe('total tax.vat_net');
    expect(givenBack(extra('{ fact: tax.vat_net, gte: 5 }'))[0]).toBe('total ~tax.vat_net');
    expect(givenBack(extra('{ fact: statistics.revenue, gte: 5 }'))[0]).toBe('points tax.vat_net');
  });
});

describe('points', () => {
  it.each(['ratio, benchmark: { of: mean_of_ratios }', 'min_max', 'best', 'inverse_mean'])('of %s give the value', (family) => {
    const found = givenBack(groupOf(quotient('utilities.water', 'land.used_area', `points: { family: ${family} }`)));
    expect(found.slice(0, 2)).toEqual(['total utilities.water', 'points utilities.water']);
  });

  it('that are the same for all give nothing, and a weight of 0 leaves the band alone', () => {
    const constant = quotient('utilities.water', 'land.used_area', 'points: { family: min_max, low: 100 }');
    expect(givenBack(groupOf(constant))).toEqual([]);
    const weightless = groupOf(TAX_PER_MU, PRODUCTIVITY).replace('weight: 50', 'weight: 0').replace('weight: 50', 'weight: 100');
    expect(givenBack(weightless)).toEqual([
      'total statistics.value_added',
      'points statistics.value_added',
      'bands ~tax.vat_net',
      'bands ~statistics.value_added',
    ]);
  });

  it('of a quotient of two unseen figures give neither, and both where one is known', () => {
    const energy = quotient('statistics.value_added', 'statistics.energy');
    const research = quotient('statistics.rd_expense', 'statistics.revenue');
    expect(givenBack(groupOf(energy))).toEqual([]);
    expect(givenBack(groupOf(energy, research))).toEqual([]);
    expect(givenBack(groupOf(energy, PRODUCTIVITY))).toEqual([
      'points statistics.value_added',
      'points statistics.energy',
      'bands ~statistics.value_added',
      'bands ~statistics.energy',
    ]);
    expect(givenBack(groupOf(quotient('tax.vat_net', 'tax.vat_net'), PRODUCTIVITY))[0]).toBe('total statistics.value_added');
  });

  it('of a growth give last year’s figure where this year’s is known', () => {
    const growth = `numerator: tax.vat_net, growth: true, ${RATIO}`;
    expect(givenBack(groupOf(growth))).toEqual([]);
    const both = ['points tax.vat_net', 'points tax.vat_net-1', 'bands ~tax.vat_net', 'bands ~tax.vat_net-1'];
    expect(givenBack(groupOf(growth, TAX_PER_MU)).toSorted()).toEqual(both.toSorted());
    expect(givenBack(groupOf(`numerator: employment.insured, growth: true, ${RATIO}`))).toEqual([]);
  });

  it('by steps give a range, and of a quotient only where the other figure is known', () => {
    const bands = 'points: { family: bands, bands: [{ at_least: 5, points: 50 }] }';
    const steps = quotient('statistics.value_added', 'statistics.energy', bands);
    expect(givenBack(groupOf(steps, PRODUCTIVITY))).toEqual([
      'points statistics.value_added',
      'points ~statistics.energy',
      'bands ~statistics.value_added',
    ]);
    expect(givenBack(groupOf(steps, TAX_PER_MU)).filter((each) => each.includes('statistics'))).toEqual([]);
  });

  it('beside the indicators give a count, and of a condition a range', () => {
    const seen = groupOf(quotient('employment.average_staff', 'land.used_area'));
    const count = 'extras: [{ id: water, title: 用水, count: utilities.water, first: -5, each: -5 }]';
    expect(givenBack(`${seen}\n${count}`)).toEqual(['total utilities.water', 'points utilities.water']);
    expect(givenBack(`${seen}\n${count.replace('each: -5', 'each: 0')}`)).toEqual(['total ~utilities.water', 'points ~utilities.water']);
    const condition = 'extras: [{ id: large, title: 大户, when: { fact: utilities.water, gte: 9 }, points: 1 }]';
    expect(givenBack(`${seen}\n${condition}`)).toEqual(['total ~utilities.water', 'points ~utilities.water']);
    expect(givenBack(`${seen}\n${condition.replace('utilities.water, gte: 9', 'statistics.above_scale, eq: true')}`)).toEqual([]);
  });
});

describe('a sum of facts', () => {
  const perMu = groupOf(quotient('sum', 'land.used_area'));
  const derived = (sum: string): string => `derived: { sum: { title: 合计, sum: ${sum} } }`;

  it('of one department is its figure, and what is seen of it is taken off', () => {
    expect(givenBack(perMu, derived('{ tax.vat_net: 1, tax.returned: -1 }'))[0]).toBe('total tax.vat_net+-1·tax.returned');
    expect(givenBack(perMu, derived('{ tax.vat_net: 2 }'))[0]).toBe('total tax.vat_net');
    expect(givenBack(perMu, derived('{ tax.vat_net: 1, employment.insured: 3 }'))[0]).toBe('total tax.vat_net');
  });

  it('of several departments is nobody’s figure, and still an unknown beside others', () => {
    const both = derived('{ tax.vat_net: 1, statistics.revenue: 1 }');
    expect(givenBack(perMu, both)).toEqual([]);
    const power = groupOf(quotient('sum', 'land.used_area'), quotient('sum', 'utilities.electricity'));
    expect(givenBack(power, both)).toEqual(['points utilities.electricity', 'bands ~utilities.electricity']);
  });
});

describe('what is seen', () => {
  it('is for the caller to say', () => {
    const group = groupOf(TAX_PER_MU, PRODUCTIVITY);
    expect(givenBack(group, '', new Set(['land', 'tax'])).filter((each) => !each.startsWith('bands'))).toEqual([]);
    expect(givenBack(group, '', new Set(['land', 'tax', 'employment']))[0]).toBe('total statistics.value_added');
    expect(givenBack(group, '', new Set(['land', 'tax', 'employment', 'statistics']))).toEqual([]);
  });

  it('is not enough where a partial scheme leaves something open, or where values are only ranked', () => {
    const partial = (group: string) => schemeOf(schemeText(group).replace('status: example', 'status: partial'));
    const through = (group: string) => [...new Set(figuresGivenBack(partial(group), departmentVocabulary).map((each) => each.through))];
    expect(through(PLAIN)).toEqual(['total', 'points', 'bands']);
    expect(through(PLAIN.replace('weight: 100', 'weight: null'))).toEqual(['bands']);
    expect(through(PLAIN.replace('benchmark: 100', 'benchmark: null'))).toEqual([]);
    expect(through(PLAIN.replace('decimals: 2', 'decimals: null'))).toEqual(['points', 'bands']);
    const rest = '{ id: rest, title: 其余, numerator: null, weight: null, points: null }';
    expect(through(PLAIN.replace('} }]', `} }, ${rest}]`))).toEqual(['points', 'bands']);
    const ranked = 'indicators: [{ id: tax, title: 税, numerator: tax.vat_net, points: { family: rank_only } }]';
    expect(givenBack(`${ranked}\ntotal: { decimals: 2 }`)).toEqual([]);
  });
});

describe('products', () => {
  const product = (powers: Readonly<Record<string, number>>) => new Map(Object.entries(powers));

  it('give what elimination leaves alone, however many steps it takes', () => {
    const level = product({ a: 1, b: -1 });
    const growth = product({ a: 1, b: -1, c: -1, d: 1 });
    expect([...aloneInProducts([level, growth])]).toEqual([]);
    expect([...aloneInProducts([level, growth, product({ d: 1 })])].toSorted()).toEqual(['c', 'd']);
    expect([...aloneInProducts([product({ a: 1, b: 1 }), level])].toSorted()).toEqual(['a', 'b']);
    expect([...aloneInProducts([product({ a: 1, b: 1 }), product({ a: 2, b: 2 })])]).toEqual([]);
  });
});

describe('the notice', () => {
  it('names group, department, figure and unit', () => {
    const scheme = schemeOf(schemeText(groupOf(TAX_PER_MU, `numerator: tax.vat_net, growth: true, ${RATIO}`)));
    expect(givenBackLines(scheme, figuresGivenBack(scheme, departmentVocabulary))).toEqual([
      '全部：各项得分可反推 税务：增值税净入库（万元）、上年的增值税净入库（万元）',
      '全部：各项相对基准值的档次可知 税务：增值税净入库（万元）、上年的增值税净入库（万元）的区间',
    ]);
  });
});
