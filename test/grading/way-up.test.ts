import { describe, expect, it } from 'vitest';
import { grade } from '../../src/grading/grade.js';
import { nextClassFinder, type NextClass } from '../../src/grading/next-class.js';
import type { Tenure } from '../../src/grading/population.js';
import type { Rational } from '../../src/grading/rational.js';
import { schemeOf } from '../policy/scheme-of.js';
import { populationOf, type SyntheticEnterprise } from './population-of.js';
import { PLAIN, schemeText } from './scheme-text.js';

const classes = (more = '', upto = 'A: 20%, B: 60%, C: 90%, D: 100%'): string => `classes: { by: rank_share, upto: { ${upto} }${more} }`;
const BY_SCORE = 'classes: { by: score, at_least: { A: 90, B: 60.005, C: 30, D: null } }';
/** One indicator whose points are its value. */
const plain = (classing: string): string => `${PLAIN}\n${classing}`;
const capped = (classing: string, points: string, more = ''): string => `
indicators: [{ id: tax, title: 税, numerator: tax.vat_net, weight: 100, points: { family: ratio, benchmark: 100, ${points} } }]
${more}
total: { decimals: 2 }
${classing}`;

interface Firm {
  readonly tax?: string;
  readonly events?: string;
  readonly facts?: Readonly<Record<string, string>>;
}

const taxes = (...all: readonly string[]): readonly Firm[] => all.map((tax) => ({ tax }));
const TEN = taxes('100', '90', '80', '70', '60', '50', '40', '30', '20', '10');

type Way = (row: number, given?: (row: number) => boolean) => NextClass | undefined;

function county(group: string, firms: readonly Firm[], whole = '', tenure?: Tenure): Way {
  const scheme = schemeOf(schemeText(group, whole));
  const people = populationOf(
    2024,
    firms.map(({ tax, events, facts }, row): SyntheticEnterprise => ({
      creditCode: String(row).padStart(3, '0'),
      facts: { 2024: { 'tax.vat_net': tax, ...facts }, 2023: {} },
      events: (events ?? '')
        .split(' ')
        .filter(Boolean)
        .map((code) => ({ code, date: '2024-03-01' })),
    })),
    tenure,
  );
  const { results } = grade(scheme, people);
  const find = nextClassFinder(grade(scheme, people), people);
  return (row, given) => find(results[row]!, given);
}

/** What is wanted of a way up: class, points, the value of its one indicator, and why not. */
function told(next: NextClass | undefined): readonly (string | null)[] | undefined {
  const number = (value: Rational | undefined): string | null => value?.toString() ?? null;
  return next && [next.class, number(next.pointsNeeded), number(next.paths[0]?.valueNeeded), next.unreachable ?? null];
}

describe('the total to reach', () => {
  it.each([
    ['the second of ten is drawn level with, where ties take the better place', 'better', ['A', '10', '89.995', null]],
    ['the second of ten is passed, where ties take the worse place', 'worse', ['A', '10.01', '90.005', null]],
  ])('%s', (_, ties, expected) => {
    expect(told(county(plain(classes(`, ties: ${ties}`)), TEN)(2))).toEqual(expected);
  });

  it('is nothing for the best, and for who is not ranked', () => {
    const way = county(plain(classes()), [...TEN, {}]);
    expect([way(0), way(1), way(10)]).toEqual([undefined, undefined, undefined]);
  });

  // 20 % of 12 is 2.4, of 13 is 2.6: the place of the marginal enterprise.
  it.each([
    ['floor', 12, '90'],
    ['half_up', 12, '90'],
    ['ceil', 12, '80'],
    ['floor', 13, '90'],
    ['half_up', 13, '80'],
    ['ceil', 13, '80'],
  ])('by limit: %s of %i is %s', (limit, count, total) => {
    const firms = [...TEN, ...taxes('5', '4', '3')].slice(0, count);
    expect(told(county(plain(classes(`, limit: ${limit}`)), firms)(5))?.slice(0, 2)).toEqual(['A', String(Number(total) - 50)]);
  });

  it('counts every member where the base is the group', () => {
    const held = Array.from({ length: 5 }, (): Firm => ({}));
    expect(told(county(plain(classes(', base: ranked')), [...TEN, ...held])(4))).toEqual(['A', '30', '89.995', null]);
    expect(told(county(plain(classes(', base: group')), [...TEN, ...held])(4))).toEqual(['A', '20', '79.995', null]);
  });

  it('by score is the cut, on the decimals of the total', () => {
    const way = county(plain(BY_SCORE), taxes('60', '60.005', '60.004', '89.99'));
    expect(told(way(0))).toEqual(['B', '0.01', '60.005', null]);
    expect(told(way(1))).toEqual(['A', '29.99', '89.995', null]);
    expect(told(way(2))).toEqual(['B', '0.01', '60.005', null]);
    expect(told(way(3))).toEqual(['A', '0.01', '89.995', null]);
  });

  it('of 0 and below is passed from the half that rounds to less', () => {
    const group = plain('classes: { by: score, at_least: { A: 0, B: -5, C: null } }');
    expect(told(county(group, taxes('-1', '-9'))(0))).toEqual(['A', '1', '-0.004999999999', null]);
    expect(told(county(group, taxes('-1', '-9'))(1))).toEqual(['B', '4', '-5.004999999999', null]);
  });

  it('is within the sub-group', () => {
    const firms = TEN.map((firm, row) => ({ ...firm, facts: { 'enterprise.industry_group': row % 2 === 0 ? 'even' : 'odd' } }));
    expect(told(county(`${plain(classes())}\nrank_within: [enterprise.industry_group]`, firms)(3))).toEqual(['A', '20', '89.995', null]);
  });
});

describe('with overrides', () => {
  const event = 'when: { event: safety_accident }';
  const withOverride = (effect: string, row: number): NextClass | undefined => {
    const firms = TEN.map((firm, at) => (at === row ? { ...firm, events: 'safety_accident' } : firm));
    return county(plain(classes()), firms, `overrides: [{ id: o, title: 调, ${effect} }]`)(row);
  };

  it.each([
    ['best: C stands in the way of B', `${event}, best: C`, 2, ['B', null, null, 'OVERRIDE']],
    ['best: C does not in that of C', `${event}, best: C`, 9, ['C', '10', '19.995', null]],
    ['worst: C leads D no higher than to B', `${event}, worst: C`, 9, ['B', '40', '49.995', null]],
    ['one class down: C wants an initial B', `${event}, shift: -1`, 6, ['C', '10', '49.995', null]],
    ['one class down: B wants an initial A', `${event}, shift: -1`, 4, ['B', '30', '89.995', null]],
    ['one class down: there is no A', `${event}, shift: -1`, 0, ['A', null, null, 'OVERRIDE']],
    ['one class up: A wants an initial B', `${event}, shift: 1`, 6, ['A', '10', '49.995', null]],
    ['set: B keeps it', `${event}, set: B`, 9, ['A', null, null, 'OVERRIDE']],
    ['set: C keeps even the best', `${event}, set: C`, 0, ['B', null, null, 'OVERRIDE']],
    [
      'an A that is put down to D leaves B',
      'when: { all: [{ event: safety_accident }, { class: [A] }] }, set: D',
      6,
      ['B', '10', '49.995', null],
    ],
  ])('%s', (_, effect, row, expected) => {
    expect(told(withOverride(effect, row))).toEqual(expected);
  });

  it('counts them as they fire today, whatever a path changes', () => {
    const poor = 'overrides: [{ id: poor, title: 低, when: { indicator: tax, lt: 55 }, best: C }]';
    const way = county(plain(classes()), TEN, poor);
    expect(told(way(5))).toEqual(['B', null, null, 'OVERRIDE']);
    expect(told(way(4))).toEqual(['A', '30', '89.995', null]);
  });
});

describe('unreachable', () => {
  it('has no place where the limit is 0', () => {
    expect(told(county(plain(classes()), TEN.slice(0, 4))(0))).toEqual(['A', null, null, 'NO_PLACE']);
    expect(told(county(plain(classes()), TEN.slice(0, 5))(1))).toEqual(['A', '10', '99.995', null]);
    expect(told(county(plain(classes(', limit: ceil')), TEN.slice(0, 4))(1))).toEqual(['A', '10', '99.995', null]);
  });

  it('takes a better class that has one, where the next has none of its own', () => {
    // Of four, A and B end at the same place.
    expect(told(county(plain(classes('', 'A: 25%, B: 30%, C: 80%, D: 100%')), TEN.slice(0, 4))(2))).toEqual(['B', '20', '99.995', null]);
  });

  it('is capped where as many as the limit tie at the top, and the worse place counts', () => {
    const firms = taxes('150', '160', '170', '70', '60', '50', '40', '30', '20', '10');
    const group = (ties: string, points: string): string => capped(classes(`, ties: ${ties}`), points);
    expect(told(county(group('worse', 'cap: 1.5'), firms)(3))).toEqual(['A', null, null, 'CAP']);
    expect(told(county(group('worse', 'cap: 1.5'), firms)(0))).toEqual(['A', null, null, 'CAP']);
    expect(told(county(group('better', 'cap: 1.5'), firms)(3))).toEqual(['A', '80', '149.995', null]);
    expect(told(county(group('worse', 'cap: 1.6'), firms)(0))).toEqual(['A', null, null, 'CAP']);
    expect(told(county(group('worse', 'cap: 1.7'), firms)(0))).toEqual(['A', '10.01', '160.005', null]);
  });

  it('is capped just above what its own extras add to its caps', () => {
    const extras = 'extras: [{ id: bonus, title: 加, when: { event: high_tech }, points: 3 }]';
    const scores = (least: string): string => capped(`classes: { by: score, at_least: { A: ${least}, B: null } }`, 'cap: 1.2', extras);
    const firms: readonly Firm[] = [{ tax: '10' }, { tax: '10', events: 'high_tech' }];
    expect(told(county(scores('120'), firms)(0))).toEqual(['A', '110', '119.995', null]);
    expect(told(county(scores('120.01'), firms)(0))).toEqual(['A', null, null, 'CAP']);
    expect(told(county(scores('123'), firms)(1))).toEqual(['A', '110', '119.995', null]);
    expect(told(county(scores('123.01'), firms)(1))).toEqual(['A', null, null, 'CAP']);
  });

  it('keeps the points where no single indicator is enough', () => {
    const group = `
indicators:
- { id: tax, title: 税, numerator: tax.vat_net, weight: 50, points: { family: ratio, benchmark: 50, cap: 1.2 } }
- { id: other, title: 他, numerator: tax.other, weight: 50, points: { family: ratio, benchmark: 50, cap: 1.2 } }
total: { decimals: 2 }
classes: { by: score, at_least: { A: 90, B: null } }`;
    const next = county(group, [{ tax: '10', facts: { 'tax.other': '10' } }])(0)!;
    expect(told(next)).toEqual(['A', '70', null, null]);
    expect(next.paths).toEqual(['tax', 'other'].map((indicator) => ({ indicator, valueNeeded: undefined, numeratorNeeded: undefined })));
  });

  it('counts the weight that a missing value would take back', () => {
    const group = (least: string): string => `
indicators:
- { id: tax, title: 税, numerator: tax.vat_net, weight: 50, points: { family: ratio, benchmark: 50, cap: 1 } }
- { id: other, title: 他, numerator: tax.other, weight: 50, points: { family: ratio, benchmark: 50, cap: 1.5 }, missing: reweight }
total: { decimals: 2 }
classes: { by: score, at_least: { A: ${least}, B: null } }`;
    const next = county(group('100'), [{ tax: '40' }])(0)!;
    // By itself 50 ÷ 50 × 100; with a value of the other, 40 and 60 beside it.
    expect([next.pointsNeeded, ...next.paths.map(({ valueNeeded }) => valueNeeded)].map(String)).toEqual(['20', '49.9975', '59.995']);
    expect(told(county(group('125'), [{ tax: '40' }])(0))?.[3]).toBeNull();
    expect(told(county(group('125.01'), [{ tax: '40' }])(0))?.[3]).toBe('CAP');
  });
});

describe('where the total of the marginal enterprise is not given', () => {
  const firms = taxes('100', '89.37', '80', '70', '60', '50', '40', '30', '20', '10');
  const asked = (group: string, row: number, of = firms): { next: readonly (string | null)[] | undefined; rows: readonly number[] } => {
    const rows: number[] = [];
    const next = county(group, of)(row, (each) => rows.push(each) < 0);
    return { next: told(next), rows };
  };

  it('it is rounded up to whole points, and all numbers go by that', () => {
    expect(asked(plain(classes()), 4)).toEqual({ next: ['A', '30', '89.995', null], rows: [1] });
    expect(told(county(plain(classes()), firms)(4, (row) => row === 1))).toEqual(['A', '29.37', '89.365', null]);
    expect(told(county(plain(classes()), firms)(4))).toEqual(['A', '29.37', '89.365', null]);
  });

  it('a whole one is left as it is', () => {
    expect(asked(plain(classes()), 4, TEN)).toEqual({ next: ['A', '30', '89.995', null], rows: [1] });
    expect(asked(plain(classes(', ties: worse')), 4, TEN).next).toEqual(['A', '31', '90.995', null]);
  });

  it('a path may be beyond reach, while the class is not', () => {
    expect(asked(capped(classes(), 'cap: 0.895'), 4)).toEqual({ next: ['A', '30', null, null], rows: [1] });
  });

  it('nobody is asked about a score, or where its own total makes it', () => {
    expect(asked(plain(BY_SCORE), 4, taxes('99.5', '99', '60', '50.5', '50.5'))).toEqual({ next: ['B', '9.51', '60.005', null], rows: [] });
    const tied = taxes('90', '90', '90', '40', '30', '20', '10', '5', '4', '3');
    expect(asked(plain(classes(', ties: worse')), 0, tied)).toEqual({ next: ['A', '0.01', '90.005', null], rows: [] });
  });

  it('one of those who share the total is enough', () => {
    const tied = taxes('100', '89.37', '89.37', '70', '60', '50', '40', '30', '20', '10');
    expect(asked(plain(classes()), 4, tied).rows).toEqual([1, 2]);
    expect(told(county(plain(classes()), tied)(4, (row) => row === 2))?.[1]).toBe('29.37');
  });

  it('of a merged unit, any member', () => {
    const tenure: Tenure = {
      holdings: [
        { row: 1, parcel: 'P' },
        { row: 10, parcel: 'P' },
      ],
      leases: [],
    };
    const all = [...firms, { tax: '0' }];
    const way = county(plain(classes()), all, 'tenancy: merge', tenure);
    expect(told(way(4, () => false))?.[1]).toBe('30');
    expect(told(way(4, (row) => row === 10))?.[1]).toBe('29.37');
  });
});

describe('a group that is only ranked', () => {
  const group = (more: string, decimals = ''): string => `
indicators: [{ id: tax, title: 税, numerator: tax.vat_net, denominator: land.used_area${decimals}, points: { family: rank_only } }]
${classes(more)}`;
  const firms = TEN.map(({ tax }) => ({ tax, facts: { 'land.used_area': '7' } }));

  it('asks for the value, to 12 places or its own, rounded up where the other is not given', () => {
    const way = county(group(''), firms);
    expect(told(way(4))).toEqual(['A', null, '12.857142857143', null]);
    expect(way(4)!.paths[0]!.numeratorNeeded?.toString()).toBe('90.000000000001');
    expect(told(way(4, () => false))).toEqual(['A', null, '13', null]);
    expect(told(county(group(', ties: worse', ', value_decimals: 1'), firms)(4))).toEqual(['A', null, '13', null]);
    expect(told(county(group(''), firms.slice(0, 4))(0))).toEqual(['A', null, null, 'NO_PLACE']);
  });
});
