import { classesOf, type Condition, type Group, type Indicator, type Operand, type Scheme } from './scheme.js';

/** A fact of a year that an assessment reads. */
export interface NeededFact {
  readonly fact: string;
  readonly year: number;
}

const found = new WeakMap<Scheme, Map<number, readonly NeededFact[]>>();

/** The facts and years that a scheme needs to grade a year, each once, so that only these are loaded. */
export function neededFacts(scheme: Scheme, year: number): readonly NeededFact[] {
  const ofScheme = found.get(scheme) ?? new Map<number, readonly NeededFact[]>();
  const needed = ofScheme.get(year) ?? factsOf(scheme, year);
  found.set(scheme, ofScheme.set(year, needed));
  return needed;
}

function factsOf(scheme: Scheme, year: number): readonly NeededFact[] {
  const needed: Operand[] = [];
  if (scheme.tenancy === 'merge') needed.push(thisYear('land.used_area'));
  for (const state of scheme.states) needed.push(...conditionFacts(state.when));
  for (const override of scheme.overrides) needed.push(...conditionFacts(override.when));
  if (scheme.inherits) needed.push(...conditionFacts(scheme.inherits));
  for (const group of scheme.groups) needed.push(...groupFacts(group));
  return unique(needed.flatMap((operand) => expanded(scheme, operand, year)));
}

/** The facts and years behind one indicator's value, derived sums taken apart. */
export function indicatorFacts(scheme: Scheme, indicator: Indicator, year: number): readonly NeededFact[] {
  return unique(operandsOf(indicator).flatMap((operand) => expanded(scheme, operand, year)));
}

/** The facts and years behind the numerator or the denominator of an indicator, a growth's year before included. */
export function operandFacts(scheme: Scheme, { growth }: Indicator, operand: Operand, year: number): readonly NeededFact[] {
  const operands = growth ? [operand, aYearBefore(operand)] : [operand];
  return unique(operands.flatMap((each) => expanded(scheme, each, year)));
}

/** The facts that a condition compares, derived sums taken apart; what it says of indicators, events and classes is not among them. */
export function factsInCondition({ derived }: Pick<Scheme, 'derived'>, condition: Condition): readonly string[] {
  return conditionFacts(condition).flatMap(({ fact }) => derived.find(({ id }) => id === fact)?.terms.map((term) => term.fact) ?? [fact]);
}

/** Whether the scheme reads who holds and who leases which parcel. */
export function needsTenure(scheme: Scheme): boolean {
  return scheme.tenancy !== 'net';
}

/** The classes of all groups, from the best of the first. */
export function schemeClasses(scheme: Scheme): readonly string[] {
  return [...new Set(scheme.groups.flatMap(classesOf))];
}

function groupFacts(group: Group): readonly Operand[] {
  return [
    ...conditionFacts(group.when),
    ...group.rankWithin.map(thisYear),
    ...group.indicators.flatMap((indicator) => [...operandsOf(indicator), ...benchmarkOperands(indicator)]),
    ...group.extras.flatMap((extra) => (extra.by === 'count' ? [thisYear(extra.count)] : conditionFacts(extra.when))),
  ];
}

function operandsOf(indicator: Indicator): readonly Operand[] {
  const operands = indicator.denominator ? [indicator.numerator, indicator.denominator] : [indicator.numerator];
  return indicator.growth ? [...operands, ...operands.map(aYearBefore)] : operands;
}

function benchmarkOperands(indicator: Indicator): readonly Operand[] {
  const rule = indicator.points?.family === 'ratio' ? indicator.points.benchmark : null;
  const before = rule !== null && rule.of !== 'fixed' && rule.year === 'previous';
  return before ? operandsOf(indicator).map(aYearBefore) : [];
}

/** The facts and sums that a condition asks about, of the assessment year. */
export function conditionFacts(condition: Condition): readonly Operand[] {
  switch (condition.kind) {
    case 'fact':
      return [thisYear(condition.fact)];
    case 'all':
    case 'any':
      return condition.of.flatMap(conditionFacts);
    case 'not':
      return conditionFacts(condition.of);
    case 'indicator':
    case 'event':
    case 'class':
      return [];
  }
}

function expanded(scheme: Scheme, operand: Operand, year: number): readonly NeededFact[] {
  const sum = scheme.derived.find((derived) => derived.id === operand.fact);
  const facts = sum ? sum.terms.map((term) => term.fact) : [operand.fact];
  return facts.map((fact) => ({ fact, year: year + operand.year }));
}

function thisYear(fact: string): Operand {
  return { fact, year: 0 };
}

function aYearBefore(operand: Operand): Operand {
  return { fact: operand.fact, year: operand.year - 1 };
}

function unique(facts: readonly NeededFact[]): readonly NeededFact[] {
  return [...new Map(facts.map((needed) => [`${needed.year} ${needed.fact}`, needed])).values()];
}
