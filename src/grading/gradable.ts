import { neededFacts } from './needed-facts.js';
import type { Column, Population } from './population.js';
import { AssessmentRefused } from './refusal.js';
import type { Scheme } from './scheme.js';

/** Facts that stand from year to year: having them does not mean that a year was reported. */
const STANDING = ['enterprise.', 'land.'];

/** Checks that a scheme can be run on a population at all. @throws AssessmentRefused with the reason otherwise. */
export function requireGradable(scheme: Scheme, population: Population): void {
  const { year } = population;
  if (scheme.years.length > 0 && !scheme.years.includes(year)) {
    throw new AssessmentRefused(
      'SCHEME_YEAR',
      `办法 ${scheme.id} 适用于 ${scheme.years.join('、')} 年度，不能用于 ${year} 年度；请选用该年度的办法`,
    );
  }
  if (scheme.unknown.length > 0) {
    throw new AssessmentRefused(
      'SCHEME_INCOMPLETE',
      `办法 ${scheme.id} 不完整，下列各项为空（null），无法评价：${scheme.unknown.join('，')}；请办法制定部门补齐`,
    );
  }
  const reported = neededFacts(scheme, year).filter(
    (needed) => needed.year === year && !STANDING.some((prefix) => needed.fact.startsWith(prefix)),
  );
  const hasRecords = reported.some(({ fact }) => isReported(population.column(fact, year)));
  if (population.creditCodes.length === 0 || (reported.length > 0 && !hasRecords)) {
    throw new AssessmentRefused(
      'NO_RECORDS',
      `${year} 年度没有可用于办法 ${scheme.id} 的数据（${reported.map(({ fact }) => fact).join('、')}）；请先由各部门报送该年度数据`,
    );
  }
}

function isReported(column: Column | undefined): boolean {
  if (column?.kind === 'number' && column.packed) return !column.packed.doubles.every(Number.isNaN);
  return column?.values.some((value) => value !== undefined) ?? false;
}
