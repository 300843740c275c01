import type { FactTable } from './fact-table.js';
import { approximate, READ } from './doubles.js';
import { Rational } from './rational.js';
import type { Condition, Test, Value } from './scheme.js';

/** What an override's condition may ask besides facts and events. */
export interface SoFar {
  /** The value of an indicator of the enterprise's group. */
  readonly value: (indicator: string) => Rational | undefined;
  /** The class so far. */
  readonly class: string | undefined;
}

const NOTHING_SO_FAR: SoFar = { value: () => undefined, class: undefined };

/**
 * A condition as a question about a row (SCHEME.md, Conditions). A comparison with something missing is false.
 */
export function conditionTest(condition: Condition, facts: FactTable): (row: number, soFar?: SoFar) => boolean {
  switch (condition.kind) {
    case 'fact': {
      const decided = comparison(condition, facts);
      if (decided) return decided;
      const cell = facts.cell(condition.fact, facts.year);
      return (row) => {
        const value = cell(row);
        return condition.tests.every((test) => passes(test, value));
      };
    }
    case 'indicator':
      return (_row, soFar = NOTHING_SO_FAR) => {
        const value = soFar.value(condition.indicator);
        return condition.tests.every((test) => passes(test, value));
      };
    case 'event':
      return (row) => facts.hasEvent(row, condition.event, condition.withinYears);
    case 'class':
      return (_row, soFar = NOTHING_SO_FAR) => soFar.class !== undefined && condition.classes.includes(soFar.class);
    case 'all': {
      const tests = condition.of.map((part) => conditionTest(part, facts));
      return (row, soFar) => tests.every((test) => test(row, soFar));
    }
    case 'any': {
      const tests = condition.of.map((part) => conditionTest(part, facts));
      return (row, soFar) => tests.some((test) => test(row, soFar));
    }
    case 'not': {
      const test = conditionTest(condition.of, facts);
      return (row, soFar) => !test(row, soFar);
    }
  }
}

/** Comparisons of a number that is kept as a double: few are so close that they are made exactly. */
function comparison({ fact, tests }: Extract<Condition, { kind: 'fact' }>, facts: FactTable): ((row: number) => boolean) | undefined {
  const column = facts.scaled(fact, facts.year);
  const [test, more] = tests;
  if (!column || !test || more || !('value' in test) || !(test.value instanceof Rational)) return undefined;
  const { value, error } = approximate(test.value);
  return (row) => {
    const found = column.doubles[row]!;
    if (found !== found) return false;
    const apart = found - value;
    const isSure = Math.abs(apart) > 2 * (Math.abs(found) * READ + error);
    return isSure ? holdsFor(test.test, apart) : passes(test, column.exact(row));
  };
}

function passes(test: Test, found: Value | undefined): boolean {
  if (test.test === 'missing') return (found === undefined) === test.expected;
  if (found === undefined) return false;
  if (test.test === 'in') return test.values.some((value) => order(found, value) === 0);
  if (test.test === 'starts_with') return test.prefixes.some((prefix) => String(found).startsWith(prefix));
  const sign = order(found, test.value);
  return sign !== undefined && holdsFor(test.test, sign);
}

function holdsFor(test: Extract<Test, { readonly value: Value }>['test'], sign: number): boolean {
  switch (test) {
    case 'eq':
      return sign === 0;
    case 'ne':
      return sign !== 0;
    case 'gt':
      return sign > 0;
    case 'gte':
      return sign >= 0;
    case 'lt':
      return sign < 0;
    case 'lte':
      return sign <= 0;
  }
}

/** Negative, 0 or positive; undefined between values of different kinds. */
function order(a: Value, b: Value): number | undefined {
  if (a instanceof Rational && b instanceof Rational) return a.compare(b);
  if (typeof a !== typeof b || a instanceof Rational || b instanceof Rational) return undefined;
  return a === b ? 0 : a < b ? -1 : 1;
}
