import { zonesOf } from '../access/rows.js';
import type { Decision } from '../access/may.js';
import { indicatorFacts } from '../grading/needed-facts.js';
import type { Group } from '../grading/scheme.js';
import { areSeen } from './figure-behind.js';
import { conditionsOf, factsAsked } from './figure-thresholds.js';
import { figuresInOrder } from './figures-in-order.js';
import type { SeenAssessment } from './seen.js';
import { treatmentConditions, type BesideTreatments } from './told-treatments.js';

const GRANTED: Decision = { granted: true };

/**
 * Whether the order of a group may be told to a viewer who sees enterprises one by one but not their figures: not where it is
 * that of one figure, and a condition that is told asks about it. Those that stand next to the
 * threshold, on its two sides, would close in on each other. It is decided by the texts of schemes and treatments alone.
 */
export function orderMayBeTold(of: SeenAssessment, group: Group, beside: BesideTreatments): Decision {
  const { scheme, year } = of.assessment;
  if (zonesOf(beside.viewer) === undefined || figuresInOrder(scheme, group, of.departmentOf).length === 0) return GRANTED;
  const hidden = group.indicators.flatMap((indicator) => indicatorFacts(scheme, indicator, year)).map(({ fact }) => fact).filter((fact) => !areSeen([{ department: of.departmentOf(fact) }]));
  const asked = new Set([
    ...[scheme, ...beside.schemesFor(year)].flatMap((each) => conditionsOf(each).flatMap((condition) => factsAsked(condition, each.derived, each, year))),
    ...treatmentConditions(of, beside).flatMap(([condition, derived]) => factsAsked(condition, derived, scheme, year)),
  ]);
  if (!hidden.some((fact) => asked.has(fact))) return GRANTED;
  return beside.may(beside.viewer, beside.act, { coordinate: 'IndicatorResult.value', madeOf: [...new Set(hidden.map((fact) => of.departmentOf(fact)))] });
}
