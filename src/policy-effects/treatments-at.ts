import type { Assessed } from '../assessment/assessor.js';
import { loadPopulation } from '../assessment/population.js';
import type { Readers } from '../departments/readers.js';
import { FactTable } from '../grading/fact-table.js';
import type { FactDefinition } from '../grading/fact.js';
import type { Scheme } from '../grading/scheme.js';
import type { TreatmentSet } from '../policy/treatment.js';
import { holdsOn } from '../policy/treatment-reading.js';
import { setsFor, treatmentsOn, unknownClasses, type TreatmentsFor } from '../policy/treatment-match.js';

/** The treatments that follow an assessment. */
export interface Treatments {
  readonly sets: readonly TreatmentSet[];
  /** What applies on a day (YYYY-MM-DD), by row of the assessment and standing. */
  on(day: string): TreatmentsFor;
  /** Which treatments are in force on a day, whomever they meet: set and item ids. */
  inForce(day: string): readonly string[];
  /** Treatments that name classes which the scheme does not know, in words (中文). */
  readonly unknownClasses: readonly string[];
}

/**
 * The treatments of the scheme's jurisdiction, with the facts of the assessed year that their conditions name.
 * @param sets every set known
 * @param declared the county's own facts, for their units
 */
export async function treatmentsAt(
  readers: Readers,
  { scheme, year, version }: Pick<Assessed, 'scheme' | 'year' | 'version'>,
  sets: readonly TreatmentSet[],
  declared: readonly FactDefinition[],
): Promise<Treatments> {
  const own = setsFor(sets, scheme.scheme);
  const facts = new Map<TreatmentSet, FactTable>();
  for (const set of own) {
    const population = await loadPopulation(readers, version, year, conditionsOnly(scheme.scheme, set), declared);
    facts.set(set, new FactTable(population, set.derived));
  }
  return {
    sets: own,
    on: (day) => treatmentsOn(own, (set) => facts.get(set)!, day),
    inForce: (day) => own.flatMap((set) => set.items.filter((item) => holdsOn(item, day)).map((item) => `${set.id}/${item.id}`)),
    unknownClasses: unknownClasses(own, scheme.scheme),
  };
}

/** A scheme that asks for nothing but what the conditions of a set name, so that only this is loaded. */
function conditionsOnly(scheme: Scheme, { items, derived }: TreatmentSet): Scheme {
  const states = items.flatMap(({ id, when }) =>
    when ? [{ state: 'NOT_EVALUATED' as const, title: id, when, scored: false, treatedAs: undefined }] : [],
  );
  return { ...scheme, derived, states, groups: [], overrides: [], tenancy: 'net' };
}
