import fc from 'fast-check';
import { Rational } from '../../src/grading/rational.js';
import { CLASSES, RULES, firms, type Firm } from './random-county.js';

/** Firms with a year before, tenants and events, of some of which a department handed over nothing. */
export function firmsWithPast(least: number, most: number): fc.Arbitrary<readonly Firm[]> {
  const past = fc.record({
    growth: fc.integer({ min: -40, max: 60 }),
    tenants: fc.integer({ min: 0, max: 4 }),
    highTech: fc.boolean(),
    lacks: fc.option(fc.constantFrom('statistics.energy', 'utilities.electricity', 'emissions.equivalent'), { freq: 8 }),
  });
  return fc.tuple(firms(least, most), fc.array(past, { minLength: most, maxLength: most })).map(([all, pasts]) =>
    all.map((firm, at): Firm => {
      const { growth, tenants, highTech, lacks } = pasts[at]!;
      const amounts = { ...firm.amounts, 'land.tenants': Rational.integer(tenants) };
      if (lacks) delete (amounts as Record<string, Rational>)[lacks];
      const before = Object.fromEntries(Object.entries(amounts).map(([fact, value]) => [fact, value.times(Rational.of(100n, BigInt(100 + growth)))]));
      const texts = { 'enterprise.industry_group': firm.branch, 'enterprise.zone': firm.zone };
      return {
        ...{ ...firm, amounts, before },
        facts: { 2023: { ...before, ...texts }, 2024: { ...amounts, ...texts } },
        events: highTech ? [{ code: 'high_tech', date: '2024-05-01' }] : [],
      };
    }),
  );
}

/** Numerator, denominator, and how large their ratio is. */
const RATIOS: Readonly<Record<string, readonly [string, string, number]>> = {
  tax_per_mu: ['tax.vat_net', 'land.used_area', 15],
  tax_per_power: ['tax.vat_net', 'utilities.electricity', 2],
  tax_per_head: ['tax.vat_net', 'employment.average_staff', 3],
  va_per_mu: ['statistics.value_added', 'land.used_area', 100],
  va_per_tax: ['statistics.value_added', 'tax.vat_net', 7],
  energy_va: ['statistics.value_added', 'statistics.energy', 2.5],
  productivity: ['statistics.value_added', 'employment.average_staff', 20],
  revenue_per_mu: ['statistics.revenue', 'land.used_area', 450],
  emission_va: ['statistics.value_added', 'emissions.equivalent', 1000],
};

const CAPS = ['', ', cap: 1.5, floor: 0', ', cap: 2, floor: 0', ', cap: 1.2'];

/** How points are made: of a fixed or computed benchmark mostly, else by another family; growths and steps among them. */
const POINTS = fc.oneof(
  { weight: 6, arbitrary: fc.record({ shift: fc.constantFrom(0.6, 0.8, 1, 1.25, 1.7), rule: fc.option(fc.constantFrom(...RULES), { freq: 2 }), cap: fc.constantFrom(...CAPS) }).map(({ shift, rule, cap }) => (size: number) => `points: { family: ratio, benchmark: ${rule ? `{ of: ${rule} }` : (size * shift).toFixed(3)}${cap} }`) },
  { weight: 1, arbitrary: fc.constantFrom('best', 'min_max, low: 20', 'inverse_mean').map((family) => () => `points: { family: ${family} }`) },
  { weight: 1, arbitrary: fc.constantFrom(0.5, 1).map((shift) => (size: number) => `points: { family: bands, bands: [{ at_least: ${(size * 2 * shift).toFixed(3)}, points: 15 }, { at_least: ${(size * shift).toFixed(3)}, points: 10 }, { at_least: ${((size * shift) / 3).toFixed(3)}, points: 4 }] }`) },
  { weight: 1, arbitrary: fc.constantFrom('growth: true, points: { family: ratio, benchmark: 0.1, cap: 2, floor: 0 }') .map((points) => () => points) },
);
const MISSING = ['hold', 'zero', 'group_mean', '{ points: 5 }'];
const EXTRAS = [
  ['      - { id: letting, title: 出租, count: land.tenants, free: 1, first: -5, each: -5 }'],
  ['      - { id: high_tech, title: 高企, when: { event: high_tech }, points: 3 }'],
  ['      - { id: staff, title: 用工, count: employment.average_staff, free: 0, first: 0.1, each: 0.1 }'],
];

/** A scheme of one or two groups: one to six indicators of any family, weights alike or far apart, extras, rounding. */
export function methods(id: string): fc.Arbitrary<string> {
  const indicator = fc.record({ name: fc.constantFrom(...Object.keys(RATIOS)), points: POINTS, missing: fc.constantFrom(...MISSING), weight: fc.constantFrom(2, 10, 20, 40, 80) });
  const group = fc.record({
    indicators: fc.uniqueArray(indicator, { minLength: 1, maxLength: 6, selector: ({ name }) => name }),
    extras: fc.option(fc.constantFrom(...EXTRAS), { freq: 1 }),
    classes: CLASSES,
    total: fc.constantFrom('{ decimals: 2 }', '{ decimals: 4 }', '{ decimals: 3, floor: 0 }'),
  });
  const written = (name: string, when: string, { indicators, extras, classes, total }: { indicators: readonly { name: string; points: (size: number) => string; missing: string; weight: number }[]; extras: string[] | null; classes: string; total: string }) => [
    ...[`  - id: ${name}`, `    title: ${name}`, `    when: ${when}`, `    total_weight: ${indicators.reduce((sum, { weight }) => sum + weight, 0)}`, '    indicators:'],
    ...indicators.map(({ name: of, points, missing, weight }) => {
      const [numerator, denominator, size] = RATIOS[of]!;
      return `      - { id: ${of}, title: ${of}, numerator: ${numerator}, denominator: ${denominator}, weight: ${weight}, ${points(size)}, missing: ${missing} }`;
    }),
    ...(extras ? ['    extras:', ...extras] : []),
    ...[`    total: ${total}`, `    ${classes}`],
  ];
  return fc.record({ first: group, second: fc.option(group) }).map(({ first, second }) => {
    const groups = second
      ? [...written('first', '{ fact: enterprise.industry_group, eq: 甲 }', first), ...written('second', '{ fact: enterprise.industry_group, in: [乙, 丙] }', second)]
      : written('all', '{ fact: land.used_area, gt: 0 }', first);
    return [`scheme: ${id}`, `title: ${id}`, 'jurisdiction: 某县', 'years: [2024]', 'status: example', 'sources: [{ document: 示例 }]', 'tenancy: net', 'groups:', ...groups].join('\n');
  });
}

/** The scheme of another place: not in force here. */
export function elsewhere(text: string): string {
  return text.replace('jurisdiction: 某县', 'jurisdiction: 他县');
}

/** The same scheme for the year before too. */
export function ofTwoYears(text: string): string {
  return text.replace('years: [2024]', 'years: [2023, 2024]');
}

/** The same schemes with growths in the place of some ratios. */
export function growing(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(texts, fc.array(fc.nat({ max: 2 }), { minLength: 12, maxLength: 12 })).map(([text, chosen]) => {
    let at = 0;
    return text.replace(/(weight: \d+), points: \{ family: ratio.*?\}( \})?, missing/g, (line, weight: string) => (chosen[at++] === 0 ? `${weight}, growth: true, points: { family: ratio, benchmark: 0.3, cap: 2, floor: 0 }, missing` : line));
  });
}

/** Firms of which each figure was another share of itself the year before. */
export function firmsOfTwoYears(least: number, most: number): fc.Arbitrary<readonly Firm[]> {
  const shares = fc.array(fc.array(fc.integer({ min: -40, max: 60 }), { minLength: 9, maxLength: 9 }), { minLength: most, maxLength: most });
  return fc.tuple(firmsWithPast(least, most), shares).map(([all, changes]) =>
    all.map((firm, at): Firm => {
      const before = Object.fromEntries(Object.entries(firm.amounts).map(([fact, value], index) => [fact, fact === 'land.tenants' ? value : value.times(Rational.of(100n, BigInt(100 + changes[at]![index]!)))]));
      const texts = { 'enterprise.industry_group': firm.branch, 'enterprise.zone': firm.zone };
      return { ...firm, before, facts: { ...firm.facts, 2023: { ...before, ...texts } } };
    }),
  );
}

/** The firms as they were the year before, as firms of their own. */
export function yearBefore(all: readonly Firm[]): readonly Firm[] {
  return all.map(({ before = {}, facts, events, ...firm }) => ({ ...firm, creditCode: nameBefore(firm.creditCode), amounts: before, facts: { 2024: facts[2023]! }, events: (events ?? []).map(({ code, date }) => ({ code, date: date.replace('2024', '2023') })) }));
}

/** The name of an enterprise's figures of the year before. */
export function nameBefore(creditCode: string): string {
  return `${creditCode}-before`;
}
