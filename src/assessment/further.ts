import { thresholdsIn } from '../grading/thresholds.js';
import { conditionsOf, factsAsked, factsOf } from './figure-thresholds.js';
import type { SeenAssessment } from './seen.js';
import { seenParts, seesOf, sightOfRows } from './sight.js';
import { treatmentConditions, type BesideTreatments } from './told-treatments.js';

/** What tells whether an assessment is set beside others. */
export interface BesideFurther extends BesideTreatments {
  /** The schemes in force in the county in a year. */
  inForce(year: number): readonly { readonly digest: string }[];
}

/**
 * Whether an assessment is under a scheme that is not in force, to a viewer who sees single enterprises under any, and tells
 * something of figures that the viewer does not see: it is told as far as it leaves them open beside those told before.
 */
export function isFurther(of: SeenAssessment, beside: BesideFurther): boolean {
  return beside.kept(of, 'is further', () => {
    if (of.base || sightOfRows(beside) !== 'TOTALS' || beside.inForce(of.assessment.year).some(({ digest }) => digest === of.scheme.digest)) return false;
    return hangsOnUnseen(of, beside);
  });
}

function hangsOnUnseen(of: SeenAssessment, beside: BesideFurther): boolean {
  const { scheme, year } = of.assessment;
  const sees = seesOf(beside);
  const asked = conditionsOf(scheme).flatMap((when) => factsAsked(when, scheme.derived, scheme, year));
  const treated = treatmentConditions(of, beside).flatMap(([when, derived]) => thresholdsIn(when).flatMap(({ id }) => factsOf(id, derived)));
  return seenParts(of, sees).includes(false) || !sees([...asked, ...treated].map((fact) => ({ department: of.departmentOf(fact) })));
}
