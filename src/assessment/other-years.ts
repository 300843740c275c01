import { indicatorFacts, neededFacts } from '../grading/needed-facts.js';
import type { Indicator } from '../grading/scheme.js';
import { areSeen } from './figure-behind.js';
import type { SeenAssessment } from './seen.js';
import type { BesideTreatments } from './told-treatments.js';

/**
 * Whether an indicator hangs on a withheld figure of another year (a growth, an operand of the year before) that evaluations
 * of that year, which the viewer may ask for too, tell about: bands of both would close in on it. By the texts alone.
 */
export function bearsOnAnotherYear(of: SeenAssessment, indicator: Indicator, beside: BesideTreatments): boolean {
  const { scheme, year } = of.assessment;
  const ofOtherYears = indicatorFacts(scheme, indicator, year).filter((each) => each.year !== year && !areSeen([{ department: of.departmentOf(each.fact) }]));
  return ofOtherYears.some((each) => beside.schemesFor(each.year).some((other) => neededFacts(other, each.year).some(({ fact, year: its }) => fact === each.fact && its === each.year)));
}
