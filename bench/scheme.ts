import type { Scheme } from '../src/grading/scheme.js';
import { parseScheme } from '../src/policy/parse-scheme.js';
import { describeProblem } from '../src/policy/problem.js';
import { FACTS, INDUSTRIES } from './population.js';

/** Six indicators, by weight; every industry is a group with benchmarks of its own. */
export const INDICATORS = [
  { id: 'tax_per_mu', numerator: 'tax.vat_net', denominator: 'land.used_area' },
  { id: 'revenue_per_mu', numerator: 'statistics.revenue', denominator: 'land.used_area' },
  { id: 'energy_va', numerator: 'statistics.value_added', denominator: 'statistics.energy' },
  { id: 'emission_va', numerator: 'statistics.value_added', denominator: 'emissions.cod' },
  { id: 'labour', numerator: 'statistics.value_added', denominator: 'employment.average_staff' },
  { id: 'rd_share', numerator: 'statistics.rd_expense', denominator: 'statistics.revenue' },
] as const;

export const WEIGHTS = [35, 10, 15, 15, 15, 10] as const;
/** What the second grade is asked with. */
export const OTHER_WEIGHTS = [40, 10, 15, 15, 10, 10] as const;
export const [CAP, FLOOR, DECIMALS] = [1.5, 0, 4] as const;
export const SHARES = { A: 20, B: 60, C: 95, D: 100 } as const;

/** The scheme of the bench, through the same parser as any other. */
export function benchScheme(weights: readonly number[]): Scheme {
  const indicators = INDICATORS.map(
    ({ id, numerator, denominator }, at) =>
      `      - { id: ${id}, numerator: ${numerator}, denominator: ${denominator}, weight: ${weights[at]}, ` +
      `points: { family: ratio, benchmark: { of: mean_of_ratios }, cap: ${CAP}, floor: ${FLOOR} }, missing: group_mean }`,
  );
  const shares = Object.entries(SHARES).map(([name, share]) => `${name}: ${share}%`);
  const groups = INDUSTRIES.map(
    (industry) => `
  - id: i${industry}
    title: 行业${industry}
    when: { fact: enterprise.industry_group, eq: "${industry}" }
    indicators:
${indicators.join('\n')}
    total: { decimals: ${DECIMALS} }
    classes: { by: rank_share, upto: { ${shares.join(', ')} }, limit: floor, base: ranked, ties: better }`,
  );
  const text = `
scheme: bench
title: 评测办法
jurisdiction: 某县
years: [2024]
status: example
sources: [{ document: 评测 }]
groups:${groups.join('')}
`;
  const industry = { id: 'enterprise.industry_group', kind: 'text', title: '行业', department: 'register' } as const;
  const numbers = FACTS.map(({ id }) => ({ id, kind: 'number', title: id, unit: '', department: 'county' }) as const);
  const parsed = parseScheme(text, { file: 'bench', facts: [industry, ...numbers], events: [] });
  if ('problems' in parsed) throw new Error(parsed.problems.map(describeProblem).join('\n'));
  return parsed.scheme;
}
