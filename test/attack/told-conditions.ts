import type { Condition, Scheme, Test } from '../../src/grading/scheme.js';
import { Rational } from '../../src/grading/rational.js';
import type { TreatmentSet } from '../../src/policy/treatment.js';
import type { Interval } from './interval.js';

/** What was answered of an enterprise that a condition decides. */
export interface Decided {
  readonly state: string;
  readonly group: string | null;
  readonly initialClass: string | null;
  readonly overrides: readonly { readonly id: string }[] | null;
  readonly treatments: readonly { readonly id: string }[] | null;
}

/** That a figure of the enterprise lies so, by the name that the solver has for it without the credit code. */
export type Said = readonly [figure: string, Interval];

/** All that conditions say of an enterprise's figures, beside what was answered of the others. */
export function saidByAll(scheme: Scheme, sets: readonly TreatmentSet[], clue: Decided, { others, withheld }: { readonly others: readonly Decided[]; readonly withheld: readonly string[] }): Said[] {
  const ever = new Set(others.flatMap(({ treatments }) => treatments?.map(({ id }) => id) ?? []));
  return [...saidByScheme(scheme, clue), ...saidByTreatments(scheme, sets, clue, (id) => !withheld.includes('Grade.treatments') || ever.has(id))];
}

/** What the conditions of a scheme's states and overrides say of an enterprise's figures by having held or not. */
export function saidByScheme(scheme: Scheme, { state, group, initialClass, overrides }: Decided): Said[] {
  const met = scheme.states.flatMap(({ when, state: its }) => spanOf(scheme, group, when, state === its));
  const fired = initialClass === null || overrides === null ? [] : scheme.overrides.flatMap(({ id, when }) => spanOf(scheme, group, when, overrides.some((each) => each.id === id)));
  return [...met, ...fired];
}

/** What treatments say by being there or not. @param told those that are told at all: of others absence says nothing */
function saidByTreatments(scheme: Scheme, sets: readonly TreatmentSet[], { group, treatments }: Decided, told: (id: string) => boolean): Said[] {
  if (treatments === null) return [];
  const has = (id: string) => treatments.some((each) => each.id === id);
  return sets.flatMap(({ id: set, items }) => {
    const gates = items.filter(({ vetoes, when }) => vetoes.length > 0 && when);
    return items.flatMap(({ id, when, kind }) => {
      const key = `${set}/${id}`;
      const known = told(key) || has(key);
      if (when) return known ? spanOf(scheme, group, when, has(key)) : [];
      const vetoing = gates.filter(({ vetoes }) => vetoes.includes(kind));
      return known && (has(key) || vetoing.length === 1) ? vetoing.flatMap((gate) => spanOf(scheme, group, gate.when!, !has(key))) : [];
    });
  });
}

function spanOf(scheme: Scheme, group: string | null, condition: Condition, holds: boolean): Said[] {
  if (condition.kind === 'fact') return condition.tests.flatMap((test) => side(test, holds).map((span): Said => [condition.fact, span]));
  if (condition.kind !== 'indicator') return [];
  const found = scheme.groups.find(({ id }) => id === group)?.indicators.find(({ id }) => id === condition.indicator);
  if (!found || found.growth) return [];
  return condition.tests.flatMap((test) => side(test, holds).map((span): Said => [`${found.numerator.fact} ÷ ${found.denominator!.fact}`, span]));
}

function side(test: Test, holds: boolean): Interval[] {
  if (!('value' in test) || !(test.value instanceof Rational)) return [];
  const at = test.value.toNumber();
  const above = { gt: true, gte: true, lt: false, lte: false, eq: undefined, ne: undefined }[test.test];
  if (above === undefined) return [];
  return [above === holds ? { low: at, high: Infinity } : { low: 0, high: at }];
}
