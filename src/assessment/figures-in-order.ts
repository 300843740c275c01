import type { Group, Scheme } from '../grading/scheme.js';
import { areSeen, figureName } from './figure-behind.js';
import { factsOf } from './figure-thresholds.js';
import type { SeenAssessment } from './seen.js';

/**
 * The withheld figures whose order a group's ranks are: those of its only indicator, or the only one that all its indicators
 * hang on, each by sizes that are seen; none where several make it.
 */
export function figuresInOrder({ derived }: Pick<Scheme, 'derived'>, { indicators }: Group, departmentOf: SeenAssessment['departmentOf']): readonly string[] {
  const operands = indicators.flatMap(({ numerator, denominator }) => [numerator, ...(denominator ? [denominator] : [])]);
  const hidden = operands.filter(({ fact }) => !areSeen(factsOf(fact, derived).map((each) => ({ department: departmentOf(each) }))));
  const names = [...new Set(hidden.map((operand) => figureName(derived, operand)))];
  return indicators.length === 1 || names.length === 1 ? names : [];
}
