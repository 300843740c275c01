import fc from 'fast-check';
import { Rational } from '../../src/grading/rational.js';
import type { SyntheticEnterprise } from '../grading/population-of.js';

/** An enterprise of a random county, with the zone it lies in. */
export interface Firm extends SyntheticEnterprise {
  readonly zone: string;
  readonly branch: string;
  readonly town?: string;
  /** What each department handed over, by fact. */
  readonly amounts: Readonly<Record<string, Rational>>;
  /** The same a year before. */
  readonly before?: Readonly<Record<string, Rational>>;
}

/** The facts that the random schemes are made of, with how large they are. */
export const SIZES: Readonly<Record<string, number>> = {
  'tax.vat_net': 300,
  'land.used_area': 20,
  'statistics.value_added': 2_000,
  'statistics.energy': 800,
  'statistics.revenue': 9_000,
  'employment.average_staff': 100,
  'utilities.electricity': 150,
  'emissions.equivalent': 2,
};

/** Firms that differ by several times from each other in every fact, in two zones and up to three branches. */
export function firms(least: number, most: number): fc.Arbitrary<readonly Firm[]> {
  const amount = (size: number) => fc.integer({ min: -160, max: 160 }).map((step) => Rational.from((size * Math.exp(step / 100)).toFixed(3)));
  const amounts = fc.record(Object.fromEntries(Object.entries(SIZES).map(([fact, size]) => [fact, amount(size)])));
  const firm = fc.record({ amounts, zone: fc.constantFrom('z1', 'z1', 'z2'), branch: fc.constantFrom('甲', '甲', '乙', '丙') });
  return fc.array(firm, { minLength: least, maxLength: most }).map((all) =>
    all.map(({ amounts: its, zone, branch }, at) => ({
      ...{ creditCode: `E${String(at).padStart(3, '0')}`, zone, branch, amounts: its },
      facts: { 2024: { ...its, 'enterprise.industry_group': branch, 'enterprise.zone': zone } },
    })),
  );
}

/** The firms before the departments' figures of one of them had come in. */
export function withoutFigures(all: readonly Firm[], late: string): readonly Firm[] {
  return all.map((firm) => {
    if (firm.creditCode !== late) return firm;
    const known = Object.entries(firm.facts[2024]!).filter(([fact]) => fact.startsWith('enterprise.') || fact === 'land.used_area');
    return { ...firm, facts: { 2024: Object.fromEntries(known) } };
  });
}

/** The indicators of random schemes: numerator, denominator, and how large the ratio is. */
export const INDICATORS: Readonly<Record<string, readonly [string, string, number]>> = {
  tax_per_mu: ['tax.vat_net', 'land.used_area', 15],
  va_per_mu: ['statistics.value_added', 'land.used_area', 100],
  energy_va: ['statistics.value_added', 'statistics.energy', 2.5],
  productivity: ['statistics.value_added', 'employment.average_staff', 20],
  revenue_per_mu: ['statistics.revenue', 'land.used_area', 450],
  tax_per_power: ['tax.vat_net', 'utilities.electricity', 2],
  emission_va: ['statistics.value_added', 'emissions.equivalent', 1000],
};

export const CLASSES = fc.oneof(
  fc.constantFrom('20%, B: 60%, C: 95%', '34%, B: 50%, C: 75%').map((upto) => `classes: { by: rank_share, upto: { A: ${upto}, D: 100% }, limit: half_up, base: ranked, ties: better }`),
  fc.constantFrom('110, B: 80, C: 50', '95, B: 75, C: 40').map((cuts) => `classes: { by: score, at_least: { A: ${cuts}, D: null } }`),
);
/** How benchmarks are computed. */
export const RULES = ['mean_of_ratios', 'ratio_of_sums', 'percentile, percentile: 60', 'mean_of_ratios, decimals: 2'];

/** A scheme of one or two groups, as published methods have them: ratio indicators, fixed or computed benchmarks, caps. */
export function schemeTexts(id: string): fc.Arbitrary<string> {
  const indicator = fc.record({
    name: fc.constantFrom(...Object.keys(INDICATORS)),
    shift: fc.constantFrom(0.6, 0.8, 1, 1.25, 1.7),
    rule: fc.option(fc.constantFrom(...RULES), { freq: 2 }),
    cap: fc.constantFrom('', ', cap: 1.5, floor: 0', ', cap: 2, floor: 0', ', cap: 1.2'),
  });
  const group = fc.record({ indicators: fc.uniqueArray(indicator, { minLength: 1, maxLength: 5, selector: ({ name }) => name }), classes: CLASSES, decimals: fc.constantFrom(2, 4) });
  return fc.record({ first: group, second: fc.option(group) }).map(({ first, second }) => {
    const written = (name: string, when: string, { indicators, classes, decimals }: typeof first) => {
      const share = Math.floor(100 / indicators.length);
      const lines = indicators.map(({ name: of, shift, rule, cap }, at) => {
        const [numerator, denominator, size] = INDICATORS[of]!;
        const weight = at === 0 ? 100 - share * (indicators.length - 1) : share;
        return `      - { id: ${of}, title: ${of}, numerator: ${numerator}, denominator: ${denominator}, weight: ${weight}, points: { family: ratio, benchmark: ${rule ? `{ of: ${rule} }` : (size * shift).toFixed(3)}${cap} }, missing: zero }`;
      });
      return [`  - id: ${name}`, `    title: ${name}`, `    when: ${when}`, '    indicators:', ...lines, `    total: { decimals: ${decimals} }`, `    ${classes}`];
    };
    const groups = second
      ? [...written('first', '{ fact: enterprise.industry_group, eq: 甲 }', first), ...written('second', '{ fact: enterprise.industry_group, in: [乙, 丙] }', second)]
      : written('all', '{ fact: land.used_area, gt: 0 }', first);
    return [`scheme: ${id}`, `title: ${id}`, 'jurisdiction: 某县', 'years: [2024]', 'status: example', 'sources: [{ document: 示例 }]', 'tenancy: net', 'groups:', ...groups].join('\n');
  });
}
