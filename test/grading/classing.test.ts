import { describe, expect, it } from 'vitest';
import { grade } from '../../src/grading/grade.js';
import { printAssessment, type PrintedAssessment, type PrintedResult } from '../../src/grading/print.js';
import type { Tenure } from '../../src/grading/population.js';
import { Rational } from '../../src/grading/rational.js';
import { schemeOf } from '../policy/scheme-of.js';
import { populationOf, type SyntheticEnterprise } from './population-of.js';
import { CLASSES, PLAIN, schemeText } from './scheme-text.js';

type Enterprise = Omit<SyntheticEnterprise, 'facts'> & { readonly facts: SyntheticEnterprise['facts'][number] };

function graded(group: string, whole: string, enterprises: readonly Enterprise[], tenure?: Tenure): PrintedAssessment {
  const population = populationOf(
    2024,
    enterprises.map((one) => ({ ...one, facts: { 2024: one.facts } })),
    tenure,
  );
  return printAssessment(grade(schemeOf(schemeText(group, whole)), population));
}

/** Enterprises a, b, c … with the given taxes. */
function firms(...taxes: readonly (string | undefined)[]): readonly Enterprise[] {
  return taxes.map((tax, index) => ({ creditCode: String.fromCharCode(97 + index), facts: { 'tax.vat_net': tax } }));
}

function finals(printed: PrintedAssessment): string {
  return [...printed.results]
    .sort((a, b) => (a.creditCode < b.creditCode ? -1 : 1))
    .map((result) => result.final ?? '-')
    .join('');
}

function of(printed: PrintedAssessment, creditCode: string): PrintedResult {
  return printed.results.find((result) => result.creditCode === creditCode)!;
}

const down = (n: number): readonly string[] => Array.from({ length: n }, (_, index) => String(n - index));

describe('classes by rank share', () => {
  it('take shares exactly: 20 % of 35 is 7', () => {
    expect(finals(graded(`${PLAIN}\n${CLASSES}`, '', firms(...down(35))))).toMatch(/^A{7}B{14}C{12}D{2}$/);
  });

  it.each([
    ['floor', 'ABBBCCD'],
    ['half_up', 'ABBBCCC'],
    ['ceil', 'AABBBCC'],
  ])('limit by %s', (limit, expected) => {
    const rule = `classes: { by: rank_share, upto: { A: 20%, B: 60%, C: 95%, D: 100% }, limit: ${limit} }`;
    expect(finals(graded(`${PLAIN}\n${rule}`, '', firms(...down(7))))).toBe(expected);
  });

  it('share a rank among equals: better by their rank, worse by the last of them', () => {
    const rule = (ties: string): string => `${PLAIN}\nclasses: { by: rank_share, upto: { A: 40%, B: 100% }, ties: ${ties} }`;
    const taxes = firms('9', '8', '8', '8', '1');
    const printed = graded(rule('better'), '', taxes);
    expect(printed.results.map((result) => result.rank)).toEqual([1, 2, 2, 2, 5]);
    expect(finals(printed)).toBe('AAAAB');
    expect(finals(graded(rule('worse'), '', taxes))).toBe('ABBBB');
  });

  it('rank by rounded totals', () => {
    expect(graded(PLAIN, '', firms('1.004', '1.001', '0.99')).results.map((result) => result.rank)).toEqual([1, 1, 3]);
  });

  it('base on the whole group, those not ranked included', () => {
    const rule = (base: string): string => `${PLAIN}\nclasses: { by: rank_share, upto: { A: 50%, B: 100% }, base: ${base} }`;
    const some = [
      ...firms('4', '3', '2', undefined),
      { creditCode: 'e', facts: { 'tax.vat_net': '9' }, events: [{ code: 'new_enterprise', date: '2024-03-01' }] },
    ];
    const states = 'states: [{ state: TEMPORARY, title: 新, when: { event: new_enterprise }, scored: true, treated_as: B }]';
    expect(finals(graded(rule('group'), states, some))).toBe('AAB--');
    expect(finals(graded(rule('ranked'), states, some))).toBe('ABB--');
  });

  it('rank within sub-groups, those that lack the fact among themselves', () => {
    const group = `${PLAIN}\nrank_within: [enterprise.industry_group]\n${CLASSES.replace('20%', '50%')}`;
    const some = firms('4', '3', '2', '1').map((one, index) => ({
      ...one,
      facts: { ...one.facts, 'enterprise.industry_group': ['x', undefined, 'x', undefined][index] },
    }));
    const printed = graded(group, '', some);
    expect(printed.results.map(({ creditCode, rank }) => `${creditCode}${rank}`)).toEqual(['a1', 'b1', 'c2', 'd2']);
    expect(printed.groups[0]?.ranked).toBe(4);
  });
});

describe('states', () => {
  it('without a group lose what they are treated as', () => {
    const states = `states:
  - { state: TEMPORARY, title: 新, when: { event: new_enterprise }, scored: true, treated_as: B }
  - { state: TEMPORARY, title: 停, when: { event: production_halt }, treated_as: C }`;
    const at = (code: string): Enterprise['events'] => [{ code, date: '2024-01-01' }];
    const some = firms('1', '2', '3').map((one, index) => ({
      ...one,
      events: [[...at('new_enterprise')!, ...at('key_polluter')!], at('production_halt')!, []][index]!,
    }));
    const printed = graded(`${PLAIN}\n${CLASSES}`, states, some);
    expect(of(printed, 'a')).toMatchObject({ state: 'NOT_EVALUATED', group: null, treatedAs: null, points: {} });
    expect(of(printed, 'b')).toMatchObject({ state: 'TEMPORARY', group: null, treatedAs: 'C', points: {} });
    expect(of(printed, 'c')).toMatchObject({ state: 'GRADED', rank: 1 });
  });
});

describe('overrides', () => {
  const event = (code: string, date = '2024-05-01'): { code: string; date: string } => ({ code, date });
  const run = (overrides: string, ...events: readonly { code: string; date: string }[]): PrintedResult => {
    const some = firms(...down(10)).map((one, index) => (index === 3 ? { ...one, events } : one));
    return of(graded(`${PLAIN}\n${CLASSES}`, `overrides:\n${overrides}`, some), 'd');
  };

  it('fire in order, each on the class so far, unless an earlier one fired', () => {
    const rules = `  - { id: best, when: { event: safety_accident }, best: C }
  - { id: down, when: { event: environment_violation }, shift: -1, unless: [best] }
  - { id: worst, when: { class: [C, D] }, worst: B, unless: [best] }`;
    expect(run(rules, event('safety_accident'), event('environment_violation'))).toMatchObject({
      initial: 'B',
      final: 'C',
      overrides: ['best'],
    });
    expect(run(rules, event('environment_violation'))).toMatchObject({ final: 'B', overrides: ['down', 'worst'] });
    expect(run(rules)).toMatchObject({ final: 'B', overrides: [] });
  });

  it('may fire without changing the class, and shift no further than the ends', () => {
    expect(run('  - { id: worst, when: { event: little_giant }, worst: B }', event('little_giant'))).toMatchObject({
      final: 'B',
      overrides: ['worst'],
    });
    expect(run('  - { id: up, when: { event: little_giant }, shift: +3 }', event('little_giant')).final).toBe('A');
    expect(run('  - { id: down, when: { event: little_giant }, shift: -9 }', event('little_giant')).final).toBe('D');
  });

  it('look at events of the year, or of the years before where they say so', () => {
    const rule = (years: string): string => `  - { id: fraud, when: { event: tax_fraud${years} }, set: D }`;
    expect(run(rule(''), event('tax_fraud', '2023-12-31')).final).toBe('B');
    expect(run(rule(', within_years: 2'), event('tax_fraud', '2023-01-01')).final).toBe('D');
    expect(run(rule(', within_years: 2'), event('tax_fraud', '2022-12-31')).final).toBe('B');
    expect(run(rule(', within_years: 2'), event('tax_fraud', '2025-01-01')).final).toBe('B');
  });

  it('may ask for the value of an indicator; of a missing one nothing holds', () => {
    expect(run('  - { id: low, when: { indicator: tax, lte: 7 }, set: D }')).toMatchObject({ final: 'D', overrides: ['low'] });
    expect(run('  - { id: low, when: { indicator: tax, lt: 7 }, set: D }').final).toBe('B');
    expect(run('  - { id: odd, when: { fact: tax.other, ne: 7 }, set: D }').final).toBe('B');
  });
});

describe('tenancy', () => {
  const area = (text: string): Rational => Rational.from(text);
  const lease = (tenant: number, owner: number | undefined, size: string, parcel = 'p'): Tenure['leases'][number] => ({
    tenant,
    owner,
    parcel,
    area: area(size),
  });

  it('inherit_owner: the tenant takes its owner’s final class, through other tenants, then the overrides', () => {
    const some = firms('9', '8', '7', undefined, '1').map((one, index) =>
      index === 3 ? { ...one, events: [{ code: 'tax_fraud', date: '2024-02-02' }] } : one,
    );
    const tenure = {
      holdings: [{ row: 0, parcel: 'p' }],
      leases: [lease(1, 0, '1'), lease(3, 1, '5'), lease(3, 4, '2'), lease(4, 4, '1')],
    };
    const whole = 'tenancy: inherit_owner\noverrides: [{ id: fraud, when: { event: tax_fraud }, shift: -1 }]';
    const printed = graded(`${PLAIN}\nclasses: { by: rank_share, upto: { A: 50%, B: 100% } }`, whole, some, tenure);
    expect(finals(printed)).toBe('AABB-');
    expect(of(printed, 'b')).toMatchObject({ state: 'GRADED', rank: null, initial: 'A', total: '8.00' });
    expect(of(printed, 'd')).toMatchObject({ state: 'GRADED', rank: null, initial: 'A', final: 'B', overrides: ['fraud'] });
    expect(of(printed, 'e')).toMatchObject({ state: 'HELD', total: null });
    expect(printed.groups[0]).toMatchObject({ ranked: 2, classes: { A: 2, B: 2 } });
  });

  it('inherit_owner: the owner from whom most is leased, equal: the lower credit code; a lessor that is none does not count', () => {
    const tenure = { holdings: [], leases: [lease(2, 0, '1'), lease(2, 1, '0.4'), lease(2, 1, '0.6', 'q'), lease(3, undefined, '9')] };
    const printed = graded(
      `${PLAIN}\nclasses: { by: rank_share, upto: { A: 40%, B: 100% } }`,
      'tenancy: inherit_owner',
      firms('9', '8', '7', '1'),
      tenure,
    );
    expect(finals(printed)).toBe('ABAB');
  });

  it('merge: who shares a parcel, directly or by a chain, is one unit', () => {
    const some: readonly Enterprise[] = [
      { creditCode: 'a', facts: { 'tax.vat_net': '1', 'land.used_area': '1', 'enterprise.zone': 'x' } },
      { creditCode: 'b', facts: { 'tax.vat_net': '2', 'land.used_area': '5', 'enterprise.zone': 'y' } },
      { creditCode: 'c', facts: { 'land.used_area': '2' }, events: [{ code: 'tax_fraud', date: '2024-02-02' }] },
      { creditCode: 'd', facts: { 'tax.vat_net': '2.5', 'land.used_area': '2', 'enterprise.zone': 'y' } },
    ];
    const tenure = {
      holdings: [
        { row: 0, parcel: 'p' },
        { row: 1, parcel: 'q' },
      ],
      leases: [lease(1, 0, '1', 'p'), lease(2, 1, '1', 'q')],
    };
    const whole =
      'tenancy: merge\noverrides: [{ id: zone, when: { fact: enterprise.zone, eq: y }, best: B }, { id: fraud, when: { event: tax_fraud }, shift: -1 }]';
    const printed = graded(`${PLAIN}\nclasses: { by: rank_share, upto: { A: 50%, B: 90%, C: 100% } }`, whole, some, tenure);
    for (const code of ['a', 'b', 'c']) {
      expect(of(printed, code)).toMatchObject({ total: '3.00', rank: 1, initial: 'A', final: 'C', overrides: ['zone', 'fraud'] });
    }
    expect(of(printed, 'd')).toMatchObject({ total: '2.50', rank: 2, initial: 'C', final: 'C' });
    expect(printed.groups[0]).toMatchObject({ ranked: 2, classes: { C: 4 } });
  });

  it('merge: a scored state of one is that of the unit; other groups and those not evaluated stay apart', () => {
    const some: readonly Enterprise[] = [
      { creditCode: 'a', facts: { 'tax.vat_net': '1', 'land.used_area': '1' } },
      { creditCode: 'b', facts: { 'tax.vat_net': '2' }, events: [{ code: 'new_enterprise', date: '2024-02-02' }] },
      { creditCode: 'c', facts: { 'tax.vat_net': '9', 'land.used_area': '9' }, events: [{ code: 'production_halt', date: '2024-02-02' }] },
      { creditCode: 'd', facts: { 'tax.vat_net': '4', 'land.used_area': '9' } },
    ];
    const tenure = {
      holdings: [
        { row: 0, parcel: 'p' },
        { row: 2, parcel: 'p' },
        { row: 3, parcel: 'q' },
      ],
      leases: [lease(1, 0, '1', 'p')],
    };
    const whole = `tenancy: merge
states: [{ state: NOT_EVALUATED, when: { event: production_halt } }, { state: TEMPORARY, when: { event: new_enterprise }, scored: true, treated_as: B }]`;
    const printed = graded(`${PLAIN}\nclasses: { by: rank_share, upto: { A: 50%, B: 100% }, base: group }`, whole, some, tenure);
    for (const code of ['a', 'b'])
      expect(of(printed, code)).toMatchObject({ state: 'TEMPORARY', total: '3.00', rank: null, final: null, treatedAs: 'B' });
    expect(of(printed, 'c')).toMatchObject({ state: 'NOT_EVALUATED', group: null, total: null });
    expect(of(printed, 'd')).toMatchObject({ rank: 1, final: 'A' });
  });
});
