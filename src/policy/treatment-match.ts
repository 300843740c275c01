import { conditionTest } from '../grading/condition.js';
import type { FactTable } from '../grading/fact-table.js';
import { schemeClasses } from '../grading/needed-facts.js';
import type { Scheme } from '../grading/scheme.js';
import type { Treatment, TreatmentSet } from './treatment.js';
import { holdsOn } from './treatment-reading.js';

/** A treatment that applies to an enterprise, and why, in words (中文). */
export interface AppliedTreatment {
  readonly treatment: Treatment;
  readonly set: TreatmentSet;
  readonly why: string;
}

/** How policy sees an enterprise: its class, or the one it is treated as. */
export interface Standing {
  readonly final: string | undefined;
  readonly treatedAs: string | undefined;
}

/** The treatments that apply to the enterprise at a row of the population. */
export type TreatmentsFor = (row: number, standing: Standing) => readonly AppliedTreatment[];

/** The sets that hold where the scheme does: those of its jurisdiction and of the places above it. */
export function setsFor<T extends TreatmentSet>(sets: readonly T[], { jurisdiction }: Pick<Scheme, 'jurisdiction'>): readonly T[] {
  return sets.filter((set) => jurisdiction.startsWith(set.jurisdiction));
}

/**
 * Says what applies to whom on a day.
 * @param sets those of the scheme's jurisdiction
 * @param facts of the assessment's year, with the sums of each set
 * @param day YYYY-MM-DD
 */
export function treatmentsOn(sets: readonly TreatmentSet[], facts: (set: TreatmentSet) => FactTable, day: string): TreatmentsFor {
  const open = sets.flatMap((set) =>
    set.items
      .filter((treatment) => holdsOn(treatment, day))
      .map((treatment) => ({ set, treatment, meets: treatment.when ? conditionTest(treatment.when, facts(set)) : () => true })),
  );
  return (row, standing) => {
    const named = standing.final ?? standing.treatedAs;
    const met = open.filter(({ set, treatment, meets }) => {
      const own = named === undefined ? undefined : (set.classMap.get(named) ?? named);
      return (!treatment.classes || (own !== undefined && treatment.classes.includes(own))) && meets(row);
    });
    const vetoed = new Set(met.filter(({ treatment }) => !treatment.trial).flatMap(({ treatment }) => treatment.vetoes));
    return met
      .filter(({ treatment }) => treatment.vetoes.length > 0 || !vetoed.has(treatment.kind))
      .map(({ set, treatment }) => ({ set, treatment, why: reason(treatment, standing) }));
  };
}

/** Classes that treatments name and no scheme class answers to, in words: a treatment that can meet nobody. */
export function unknownClasses(sets: readonly TreatmentSet[], scheme: Scheme): readonly string[] {
  const classes = schemeClasses(scheme);
  if (classes.length === 0) return [];
  return sets.flatMap((set) => {
    const known = new Set(classes.map((name) => set.classMap.get(name) ?? name));
    return set.items.flatMap(({ id, classes: of = [] }) => {
      const unknown = of.filter((name) => !known.has(name));
      return unknown.length === 0
        ? []
        : [
            `${set.id} 的“${id}”所列类别 ${unknown.join('、')}，办法 ${scheme.id} 中没有（有：${classes.join('、')}）；不对任何企业生效，请核对或写 class_map`,
          ];
    });
  });
}

function reason({ classes, document, article, when }: Treatment, { final, treatedAs }: Standing): string {
  const place = article ? `${document} ${article}` : document;
  const named = final ?? treatedAs;
  const status = !classes || named === undefined ? '' : final === undefined ? `按${named}类对待，` : `评为${named}类，`;
  return `${status}${when ? '符合所列条件，' : ''}依据${place}`;
}
