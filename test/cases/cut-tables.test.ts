import { describe, expect, it } from 'vitest';
import { grade } from '../../src/grading/grade.js';
import { printAssessment } from '../../src/grading/print.js';
import { populationOf, type SyntheticEnterprise } from '../grading/population-of.js';
import { PLAIN, schemeText } from '../grading/scheme-text.js';
import { schemeOf } from '../policy/scheme-of.js';

const LIMITS = ['floor', 'half_up', 'ceil'] as const;
const HUAIAN = 'A: 20%, B: 60%, C: 95%, D: 100%';

interface Population {
  readonly ranked: number;
  /** Members that are scored and not ranked. */
  readonly temporary?: number;
}

/** How many of each class, all scores different. */
function counts({ ranked, temporary = 0 }: Population, upto: string, rule = ''): readonly number[] {
  const firms = Array.from({ length: ranked + temporary }, (_, index): SyntheticEnterprise => ({
    creditCode: String(index).padStart(5, '0'),
    facts: { 2024: { 'tax.vat_net': String(index + 1) } },
    events: index < temporary ? [{ code: 'new_enterprise', date: '2024-03-01' }] : [],
  }));
  const states = 'states: [{ state: TEMPORARY, title: T类, when: { event: new_enterprise }, scored: true }]';
  const scheme = schemeOf(schemeText(`${PLAIN}\nclasses: { by: rank_share, upto: { ${upto} }${rule} }`, states));
  const { classes } = printAssessment(grade(scheme, populationOf(2024, firms))).groups[0]!;
  return [...upto.matchAll(/(\w+):/g)].map(([, name]) => classes[name!] ?? 0);
}

const perRule = (n: number, upto: string): readonly (readonly number[])[] =>
  LIMITS.map((limit) => counts({ ranked: n }, upto, `, limit: ${limit}`));

describe('shares of 20, 60 and 95 % of few enterprises', () => {
  it.each([
    [7, [1, 3, 2, 1], [1, 3, 3, 0], [2, 3, 2, 0]],
    [11, [2, 4, 4, 1], [2, 5, 3, 1], [3, 4, 4, 0]],
    [19, [3, 8, 7, 1], [4, 7, 7, 1], [4, 8, 7, 0]],
    [21, [4, 8, 7, 2], [4, 9, 7, 1], [5, 8, 7, 1]],
  ])('%d: floor %j, half up %j, ceil %j', (n, ...expected) => {
    expect(perRule(n, HUAIAN)).toEqual(expected);
  });

  it('are taken exactly, where doubles give 15 of 20 and 28 of 100', () => {
    expect([Math.floor(20 * (0.7 + 0.1)), Math.floor(100 * 0.29)]).toEqual([15, 28]);
    expect(counts({ ranked: 20 }, 'A: 80%, B: 100%')).toEqual([16, 4]);
    expect(counts({ ranked: 100 }, 'A: 29%, B: 100%')).toEqual([29, 71]);
  });
});

describe('an engine that cuts on the remainder', () => {
  it('gives 20/32/16/32 of 100; ours gives 20/40/35/5, whatever the rounding', () => {
    const [a, b] = [Math.floor(0.2 * 100), Math.floor(0.4 * 80)];
    const wrong = [a, b, Math.floor(0.35 * (100 - a - b)), 100 - a - b - 16];
    expect(wrong).toEqual([20, 32, 16, 32]);
    for (const found of perRule(100, HUAIAN)) expect(found).toEqual([20, 40, 35, 5]);
  });
});

describe('published counts', () => {
  it.each([
    ['巢湖 2021', 120, 'A: 20%, B: 65%, C: 95%, D: 100%', [24, 54, 36, 6]],
    ['济宁高新 2023 规下', 100, HUAIAN, [20, 40, 35, 5]],
  ])('%s divides evenly: every rounding gives it', (_place, n, upto, published) => {
    for (const found of perRule(n, upto)) expect(found).toEqual(published);
  });

  it('济宁高新 2023 规上: A is 20 % of 275, the ten of class T included', () => {
    expect(counts({ ranked: 265, temporary: 10 }, HUAIAN, ', base: group')[0]).toBe(55);
    expect(counts({ ranked: 265, temporary: 10 }, HUAIAN, ', base: ranked')[0]).toBe(53);
  });

  it('鱼台 2023: A is 20 % of 132, the nine of class T left out', () => {
    expect(counts({ ranked: 132, temporary: 9 }, HUAIAN)[0]).toBe(26);
    expect(counts({ ranked: 132, temporary: 9 }, HUAIAN, ', base: group')[0]).toBe(28);
  });

  it.each([
    ['鱼台 2023', 132, HUAIAN, [26, 54, 44, 8]],
    ['胶州 2018', 507, 'A: 15%, B: 75%, C: 95%, D: 100%', [76, 305, 102, 24]],
    ['铜陵 2021, after 调档', 755, 'A: 20%, B: 65%, C: 95%, D: 100%', [154, 341, 223, 37]],
    ['蚌埠 2021', 672, 'A: 20%, B: 65%, C: 95%, D: 100%', [150, 291, 198, 33]],
    ['天台 2022', 1248, 'A: 10%, B: 45%, C: 92%, D: 100%', [134, 439, 575, 100]],
  ])('%s is given by no rounding of shares alone', (_place, n, upto, published) => {
    for (const found of perRule(n, upto)) expect(found).not.toEqual(published);
  });
});
