import { Rational } from './rational.js';
import type { Condition, Test } from './scheme.js';

/** A number that a condition compares a fact, a derived sum or an indicator's value with. */
export interface Threshold {
  readonly of: 'fact' | 'indicator';
  readonly id: string;
  readonly at: Rational;
  /** What lies on its lower side: what is below it, or that and the number itself; `alone`: it is told from both sides. */
  readonly side: 'below' | 'up to' | 'alone';
}

/** Every number that a condition compares with: whether it holds says on which side of some of them the figures lie. */
export function thresholdsIn(condition: Condition): readonly Threshold[] {
  switch (condition.kind) {
    case 'fact':
      return condition.tests.flatMap((test) => ofTest(test).map((found) => ({ of: 'fact' as const, id: condition.fact, ...found })));
    case 'indicator':
      return condition.tests.flatMap((test) => ofTest(test).map((found) => ({ of: 'indicator' as const, id: condition.indicator, ...found })));
    case 'all':
    case 'any':
      return condition.of.flatMap(thresholdsIn);
    case 'not':
      return thresholdsIn(condition.of);
    case 'event':
    case 'class':
      return [];
  }
}

function ofTest(test: Test): readonly Pick<Threshold, 'at' | 'side'>[] {
  switch (test.test) {
    case 'gte':
    case 'lt':
      return test.value instanceof Rational ? [{ at: test.value, side: 'below' }] : [];
    case 'gt':
    case 'lte':
      return test.value instanceof Rational ? [{ at: test.value, side: 'up to' }] : [];
    case 'eq':
    case 'ne':
      return test.value instanceof Rational ? [{ at: test.value, side: 'alone' }] : [];
    case 'in':
      return test.values.flatMap((value) => (value instanceof Rational ? [{ at: value, side: 'alone' as const }] : []));
    case 'starts_with':
    case 'missing':
      return [];
  }
}
