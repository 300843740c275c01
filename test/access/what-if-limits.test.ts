import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accessRule, type May } from '../../src/access/may.js';
import { SAMPLE_GRANTS, type Grant } from '../../src/access/grants.js';
import { sharingRegister } from '../../src/access/sharing.js';
import { viewerOf } from '../../src/access/viewer.js';
import { amendmentRefusal } from '../../src/access/what-if-limits.js';
import { createSchema } from '../../src/graphql/schema.js';
import { amendedNumbers } from '../../src/policy/amend.js';
import { schemeOf } from '../policy/scheme-of.js';

const { schema } = createSchema();
const under = (grants: readonly Grant[]): May => accessRule(sharingRegister(schema), grants, '2026-01-01');
const shipped = under(SAMPLE_GRANTS);
const text = (name: string) => readFileSync(new URL(`../../schemes/example-county/${name}-2024.yaml`, import.meta.url), 'utf8');
const RANKED = text('ratio');
const SCORED = text('minmax');
const alone = (weights: string) => `
scheme: alone
title: 单项
jurisdiction: 某县
years: [2024]
status: example
sources: [{ document: 示例 }]
groups:
  - id: all
    title: 全部
    when: { fact: land.used_area, gt: 0 }
    indicators:
${weights}
    total: { decimals: 2 }
    classes: { by: score, at_least: { A: 45, B: 33, C: 22, D: null } }`;
const ONE = (weight: number) => `      - { id: tax_per_mu, title: 亩均税收, numerator: tax.vat_net, denominator: land.used_area, weight: ${weight}, points: { family: ratio, benchmark: 10, cap: 1.5 }, missing: zero }`;
const ALONE = alone(ONE(100));
const RANKED_ALONE = ALONE.replace('cap: 1.5', 'cap: 1.5, floor: 0.52').replace(/classes: .*$/, 'classes: { by: rank_share, upto: { A: 20%, B: 60%, C: 95%, D: 100% } }');
const NEARLY_ALONE = alone(`${ONE(80)}
      - { id: productivity, title: 劳动生产率, numerator: statistics.value_added, denominator: employment.average_staff, weight: 20, points: { family: ratio, benchmark: 20 }, missing: zero }`);

/** The code and words of a refusal; undefined where the amendments may be made. */
function refused(claims: object, scheme: string, amendments: Readonly<Record<string, string>>, may = shipped): string | undefined {
  const numbers = amendedNumbers(scheme, Object.entries(amendments).map(([path, value]) => ({ path, value })));
  const refusal = amendmentRefusal({ may, viewer: viewerOf({ sub: 'a', ...claims }) }, schemeOf(scheme), numbers);
  return refusal && `${refusal.code} ${refusal.message}`;
}

describe('a committee\'s what-ifs', () => {
  const committee = { role: 'zone_committee', zones: ['z'] };
  const weight = 'groups/above/indicators/tax_per_mu/weight';

  it.each([
    [weight, '50'],
    [weight, '9'],
    [weight, '35.0'],
    ['groups/above/classes/upto/A', '25%'],
    ['groups/above/classes/upto/A', '0.25'],
    ['groups/above/classes/upto/A', '25'],
  ])('may make %s %s', (path, value) => {
    expect(refused(committee, RANKED, { [path]: value })).toBeUndefined();
  });

  it.each([
    ['groups/above/indicators/energy_va/points/benchmark', '3'],
    ['groups/above/indicators/energy_va/points/cap', '2'],
    ['groups/above/indicators/emission_va/points/benchmark/percentile', '80'],
    ['groups/above/extras_cap', '5'],
    ['groups/above/total/decimals', '4'],
  ])('may not make %s %s, with which a figure can be searched for', (path, value) => {
    expect(refused(committee, RANKED, { [weight]: '50', [path]: value })).toMatch(new RegExp(`^FORBIDDEN .*${path}`));
  });

  it.each(['8', '141', '0', '0.01', '35.5'])('may not weigh an indicator %s, so that it ranks alone, or totals round to the same', (value) => {
    expect(refused(committee, RANKED, { [weight]: value })).toMatch(/^BAD_USER_INPUT .*tax_per_mu.*8\.75 到 140/);
  });

  it('may move shares of ranks by whole percents alone', () => {
    expect(refused(committee, RANKED, { 'groups/above/classes/upto/A': '20.1%' })).toMatch(/^BAD_USER_INPUT .*整百分点/);
  });

  it('may change nothing where a score makes the class', () => {
    expect(refused(committee, SCORED, { 'groups/all/indicators/tax_per_mu/weight': '50' })).toMatch(/^FORBIDDEN .*全部工业企业/);
    expect(refused(committee, SCORED, {})).toBeUndefined();
  });
});

describe('an analyst\'s what-ifs', () => {
  const analyst = { role: 'analyst' };

  it.each([
    ['a weight, where ranks make the class', RANKED, { 'groups/above/indicators/tax_per_mu/weight': '37', 'groups/above/indicators/va_per_mu/weight': '18' }],
    ['shares of ranks', RANKED, { 'groups/above/classes/upto/A': '23.5%', 'groups/below/classes/upto/A': '11%' }],
    ['a cap', RANKED, { 'groups/above/indicators/tax_per_mu/points/cap': '1.4' }],
    ['a benchmark', RANKED, { 'groups/above/indicators/energy_va/points/benchmark': '2.7' }],
    ['a number of either group', RANKED, { 'groups/above/extras_cap': '5', 'groups/below/indicators/tax_per_mu/points/cap': '1.5' }],
    ['a cut by score', SCORED, { 'groups/all/classes/at_least/A': '46' }],
    ['cuts by score together', SCORED, { 'groups/all/classes/at_least/A': '60', 'groups/all/classes/at_least/B': '41' }],
    ['weights where scores cut', SCORED, { 'groups/all/indicators/tax_per_mu/weight': '37', 'groups/all/indicators/revenue_per_mu/weight': '23' }],
    ['a round edge of a band', SCORED, { 'groups/all/indicators/energy/points/bands/0/at_least': '25' }],
    ['the scheme\'s own number', RANKED, { 'groups/above/indicators/energy_va/points/benchmark': '2.694' }],
    ['decimals', SCORED, { 'groups/all/total/decimals': '0' }],
    ['extra points', RANKED, { 'groups/above/extras/little_giant/points': '0' }],
    ['round numbers where one indicator makes the total', ALONE, { 'groups/all/classes/at_least/A': '60', 'groups/all/classes/at_least/B': '40' }],
    ['a cap there, where ranks make the class', RANKED_ALONE, { 'groups/all/indicators/tax_per_mu/points/cap': '2' }],
    ['more decimals there', ALONE, { 'groups/all/total/decimals': '6' }],
  ])('may change %s', (_, scheme, amendments) => {
    expect(refused(analyst, scheme, amendments)).toBeUndefined();
  });

  it.each([
    ['a band\'s edge', SCORED, { 'groups/all/indicators/energy/points/bands/0/at_least': '19' }, /19.*18/],
    ['a band\'s edge onto another that stands', SCORED, { 'groups/all/indicators/energy/points/bands/0/at_least': '8.5' }, /8\.5/],
    ['a weight to nothing, where scores cut', SCORED, { 'groups/all/indicators/tax_per_mu/weight': '0' }, /10 到 160/],
    ['a cut and a weight at once', SCORED, { 'groups/all/classes/at_least/A': '60', 'groups/all/indicators/tax_per_mu/weight': '30' }, /只改一处/],
    ['a cap and a benchmark at once', RANKED, { 'groups/above/indicators/energy_va/points/cap': '2', 'groups/above/indicators/energy_va/points/benchmark': '3' }, /只改一处/],
    ['a weight and a cap at once', RANKED, { 'groups/above/indicators/energy_va/points/cap': '2', 'groups/above/indicators/energy_va/weight': '1' }, /只改一处/],
    ['a cut by score of one indicator', ALONE, { 'groups/all/classes/at_least/A': '46' }, /46.*45 和 50/],
    ['a cut onto another that stands', ALONE, { 'groups/all/classes/at_least/A': '35' }, /35.*25 和 40/],
    ['a benchmark of one indicator that scores cut, round as it is', ALONE, { 'groups/all/indicators/tax_per_mu/points/benchmark': '12' }, /只能改分数线/],
    ['its cap', ALONE, { 'groups/all/indicators/tax_per_mu/points/cap': '2' }, /只能改分数线/],
    ['its weight', ALONE, { 'groups/all/indicators/tax_per_mu/weight': '120' }, /只能改分数线/],
    ['a cap of one indicator that ranks', RANKED_ALONE, { 'groups/all/indicators/tax_per_mu/points/cap': '1.01' }, /1\.01.*1\.2/],
    ['a cap onto a floor that stands', RANKED_ALONE, { 'groups/all/indicators/tax_per_mu/points/cap': '0.5' }, /0\.5 不能/],
    ['a cap of nothing', RANKED_ALONE, { 'groups/all/indicators/tax_per_mu/points/cap': '0' }, /封顶/],
    ['a benchmark of one indicator that ranks', RANKED_ALONE, { 'groups/all/indicators/tax_per_mu/points/benchmark': '12' }, /只能改封顶和保底/],
    ['its rounding', ALONE, { 'groups/all/total/decimals': '0' }, /小数位/],
    ['an indicator that all but makes the total', NEARLY_ALONE, { 'groups/all/classes/at_least/A': '46' }, /46.*45 和 50/],
  ])('may not change %s', (_, scheme, amendments, words) => {
    const refusal = refused(analyst, scheme, amendments);
    expect(refusal).toMatch(/^BAD_USER_INPUT /);
    expect(refusal).toMatch(words);
  });

  it('may change any number under a grant for the movers', () => {
    const granted = under([...SAMPLE_GRANTS, { role: 'analyst', fields: ['WhatIf.movers'] }]);
    expect(refused(analyst, ALONE, { 'groups/all/classes/at_least/A': '46' }, granted)).toBeUndefined();
  });
});
