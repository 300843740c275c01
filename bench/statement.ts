import { CAP, DECIMALS, FLOOR, INDICATORS, SHARES, WEIGHTS } from './scheme.js';

/** `tax.vat_net` as a column's name. */
export function columnOf(fact: string): string {
  return fact.replace('.', '_');
}

/** What differs between the two dialects. */
export interface Dialect {
  readonly rounded: (expression: string) => string;
}

export const DUCKDB: Dialect = { rounded: (expression) => `round(${expression}, ${DECIMALS})` };
export const POSTGRES: Dialect = { rounded: (expression) => `round((${expression})::numeric, ${DECIMALS})` };

/** The bench scheme as one query over `firms`: row, industry, total, place and class of every enterprise. */
export function gradingQuery({ rounded }: Dialect): string {
  const each = (text: (at: number) => string, between = ', '): string => INDICATORS.map((_, at) => text(at)).join(between);
  const value = (at: number): string => {
    const { numerator, denominator } = INDICATORS[at]!;
    return `CASE WHEN ${columnOf(denominator)} > 0 THEN ${columnOf(numerator)} / ${columnOf(denominator)} END AS x${at}`;
  };
  const points = (at: number): string => {
    const [w, x] = [WEIGHTS[at]!, `x${at}`];
    return `CASE WHEN ${x} IS NOT NULL THEN greatest(least(${w} * ${x} / b${at}, ${CAP * w}), ${FLOOR * w}) END AS p${at}`;
  };
  const [a, b, c] = [SHARES.A, SHARES.B, SHARES.C];
  return `
WITH measured AS (SELECT id, industry, ${each(value)} FROM firms),
benchmarks AS (SELECT industry, ${each((at) => `avg(x${at}) AS b${at}`)} FROM measured GROUP BY industry),
pointed AS (SELECT id, industry, ${each(points)} FROM measured JOIN benchmarks USING (industry)),
means AS (SELECT industry, ${each((at) => `avg(p${at}) AS m${at}`)} FROM pointed GROUP BY industry),
totalled AS (SELECT id, industry, ${rounded(each((at) => `coalesce(p${at}, m${at})`, ' + '))} AS total FROM pointed JOIN means USING (industry)),
ranked AS (SELECT id, industry, total, rank() OVER (PARTITION BY industry ORDER BY total DESC) AS place, count(*) OVER (PARTITION BY industry) AS n FROM totalled)
SELECT id, industry, total, place, CASE WHEN place <= n * ${a} / 100 THEN 'A' WHEN place <= n * ${b} / 100 THEN 'B' WHEN place <= n * ${c} / 100 THEN 'C' ELSE 'D' END AS class FROM ranked`;
}

/** How many enterprises each industry has in each class: what is timed, so that nothing has to be sent or stored. */
export function countingQuery(dialect: Dialect): string {
  return `SELECT industry, class, count(*) AS firms FROM (${gradingQuery(dialect)}) AS graded GROUP BY industry, class`;
}
