import { near } from '../access/span.js';
import type { Decision, May, SelectionAct } from '../access/may.js';
import type { Viewer } from '../access/viewer.js';
import type { DepartmentId } from '../grading/fact.js';
import { thresholdsIn, type Threshold } from '../grading/thresholds.js';
import type { Condition, DerivedSum, Scheme } from '../grading/scheme.js';
import { setsFor } from '../policy/treatment-match.js';
import type { Treatment, TreatmentSet } from '../policy/treatment.js';
import { figureName } from './figure-behind.js';
import { conditionsOf, edgesOf, factsOf } from './figure-thresholds.js';
import { figuresInOrder } from './figures-in-order.js';
import type { SeenAssessment } from './seen.js';

/** Who may set what beside a treatment. */
export interface BesideTreatments {
  readonly viewer: Viewer;
  readonly may: May;
  readonly act: SelectionAct;
  /** Every set of treatments known. */
  readonly treatmentSets: readonly TreatmentSet[];
  /** The schemes that the viewer may ask for in a year. */
  schemesFor(year: number): readonly Scheme[];
  kept<T>(of: object, key: string, work: () => T): T;
}

/** The treatments that may be told, and for want of whose figures the others may not. */
interface ToldTreatments {
  readonly told: readonly { readonly set: TreatmentSet; readonly treatment: Treatment }[];
  readonly refused: ReadonlyMap<Treatment, Decision>;
}

const GRANTED: Decision = { granted: true };

/**
 * Whether a treatment may be told to a viewer who does not see the figures that it asks about: that it applies, or does not,
 * says on which side of a threshold a figure lies. Not where the threshold singles a figure out, stands close to one told
 * before, or the figure is bounded by what a scheme makes of an indicator with it. It is decided by the texts of schemes and
 * treatments alone, for every enterprise alike, so that a treatment left out tells nothing.
 */
export function treatmentMayBeTold(of: SeenAssessment, treatment: Treatment, beside: BesideTreatments): Decision {
  return toldOf(of, beside).refused.get(treatment) ?? GRANTED;
}

/** Why treatments are left out of an assessment, whomever they meet. */
export function refusedTreatments(of: SeenAssessment, beside: BesideTreatments): readonly Decision[] {
  return [...toldOf(of, beside).refused.values()];
}

/** The conditions of the treatments that are told, each with the sums that it may name. */
export function treatmentConditions(of: SeenAssessment, beside: BesideTreatments): readonly (readonly [Condition, readonly DerivedSum[]])[] {
  return toldOf(of, beside).told.flatMap(({ set, treatment: { when } }) => (when ? [[when, set.derived] as const] : []));
}

function toldOf(of: SeenAssessment, beside: BesideTreatments): ToldTreatments {
  return beside.kept(of, 'told treatments', () => decided(of, beside));
}

function decided(of: SeenAssessment, beside: BesideTreatments): ToldTreatments {
  const { year } = of.assessment;
  const schemes = [...beside.schemesFor(year).filter(({ id }) => id !== of.assessment.scheme.id), of.assessment.scheme];
  const edges = new Map<string, readonly number[]>();
  const put = (name: string, found: readonly number[]) => edges.set(name, [...(edges.get(name) ?? []), ...found]);
  for (const { derived, ...scheme } of schemes) {
    for (const threshold of conditionsOf({ derived, ...scheme }).flatMap(thresholdsIn)) {
      if (threshold.of === 'fact') put(figureName(derived, { fact: threshold.id, year: 0 }), edgesOf(threshold));
    }
  }
  const bounded = new Set(schemes.flatMap((scheme) => figuresBounded(scheme, of.departmentOf)));
  const refused = new Map<Treatment, Decision>();
  const told: { set: TreatmentSet; treatment: Treatment }[] = [];
  for (const set of setsFor(beside.treatmentSets, of.assessment.scheme)) {
    const items = set.items.filter((item) => holdsIn(item, year));
    for (const treatment of items) {
      const asked = conditionsBehind(treatment, items).flatMap(thresholdsIn).map((threshold) => ({ threshold, name: figureName(set.derived, { fact: threshold.id, year: 0 }) }));
      const hidden = asked.flatMap(({ threshold, name }) => {
        const decision = unseen(factsOf(threshold.id, set.derived).map((fact) => of.departmentOf(fact)), beside);
        return decision.granted ? [] : [{ threshold, name, decision }];
      });
      const telling = hidden.find(({ threshold, name }) => bounded.has(name) || singlesOut(threshold, set.derived) || standsClose(edgesOf(threshold), edges.get(name) ?? []));
      if (telling) refused.set(treatment, telling.decision);
      else {
        told.push({ set, treatment });
        for (const { threshold, name } of hidden) put(name, edgesOf(threshold));
      }
    }
  }
  return { told, refused };
}

function holdsIn({ from, to }: Treatment, year: number): boolean {
  return (from === undefined || from <= `${year}-12-31`) && (to === undefined || `${year}-01-01` <= to);
}

/** The conditions by which a treatment is there or not: its own, and those of what vetoes its kind. */
function conditionsBehind({ when, kind, vetoes }: Treatment, items: readonly Treatment[]): readonly Condition[] {
  const gates = vetoes.length > 0 ? [] : items.filter((gate) => !gate.trial && gate.vetoes.includes(kind));
  return [when, ...gates.map((gate) => gate.when)].filter((condition) => condition !== undefined);
}

/** Whether figures of departments are withheld from the viewer, and why. */
function unseen(departments: readonly DepartmentId[], { viewer, may, act }: BesideTreatments): Decision {
  const others = departments.filter((department) => department !== 'county' && !may(viewer, act, { coordinate: 'FactSource.records', madeOf: [department] }).granted);
  return others.length === 0 ? GRANTED : may(viewer, act, { coordinate: 'IndicatorResult.value', madeOf: others });
}

/** That a figure is this number, or that one which cannot be below nothing is nothing. */
function singlesOut({ at, side, id }: Threshold, derived: readonly DerivedSum[]): boolean {
  const mixed = derived.find((sum) => sum.id === id)?.terms.some(({ factor }) => factor.sign < 0);
  return side === 'alone' || (side === 'up to' && at.sign === 0 && !mixed);
}

function standsClose(edges: readonly number[], told: readonly number[]): boolean {
  return edges.some((edge) => told.some((other) => other !== edge && near(Math.min(edge, other), Math.max(edge, other))));
}

/** The figures that a scheme bounds: by a condition on an indicator made of them, or because ranks are in their order. */
function figuresBounded(scheme: Scheme, departmentOf: SeenAssessment['departmentOf']): readonly string[] {
  const { derived, groups, overrides } = scheme;
  const asked = new Set(overrides.flatMap(({ when }) => thresholdsIn(when)).flatMap(({ of, id }) => (of === 'indicator' ? [id] : [])));
  const behind = groups.flatMap(({ indicators }) => indicators.filter(({ id }) => asked.has(id))).flatMap(({ numerator, denominator }) => [numerator, ...(denominator ? [denominator] : [])]);
  return [...behind.map((operand) => figureName(derived, operand)), ...groups.flatMap((group) => figuresInOrder(scheme, group, departmentOf))];
}
