import { Refusal } from '../access/refusal.js';
import { zonesOf } from '../access/rows.js';
import type { Viewer } from '../access/viewer.js';
import type { Scheme } from '../grading/scheme.js';
import type { SeenAssessment } from './seen.js';

/** What the viewer may set beside an assessment. */
export interface OtherSchemes {
  readonly viewer: Viewer;
  /** The schemes that the viewer may ask for in a year. */
  schemesFor(year: number): readonly Scheme[];
  /** The schemes in force in the county in a year. */
  inForce(year: number): readonly { readonly scheme: Scheme; readonly digest: string }[];
  assess(schemeId: string, year: number, version: number): Promise<SeenAssessment>;
}

/**
 * An assessment and those of the same year and data version under every other scheme that the viewer may ask for, or that is
 * in force where any may be asked for: the one that tells the most bands of an enterprise first, of equals the one whose id
 * comes first.
 */
export async function assessmentsBeside(of: SeenAssessment, beside: OtherSchemes): Promise<readonly SeenAssessment[]> {
  const { scheme, year } = of.assessment;
  const others = zonesOf(beside.viewer) === undefined
    ? beside.inForce(year).flatMap(({ digest }) => (digest === of.scheme.digest ? [] : [digest]))
    : beside.schemesFor(year).flatMap(({ id }) => (id === scheme.id ? [] : [id]));
  return [...(await Promise.all(others.map((other) => assessedOrNone(other, { year, version: of.version }, beside)))).flat(), of].sort(byBands);
}

/** The assessment under a scheme, by its id or the digest of a text of it; none if it cannot grade this year and so tells nothing either. */
export async function assessedOrNone(named: string, { year, version }: { readonly year: number; readonly version: number }, beside: Pick<OtherSchemes, 'assess'>): Promise<SeenAssessment[]> {
  try {
    return [await beside.assess(named, year, version)];
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

function byBands({ assessment: { scheme: a } }: SeenAssessment, { assessment: { scheme: b } }: SeenAssessment): number {
  return bandsIn(b) - bandsIn(a) || (a.id < b.id ? -1 : 1);
}

function bandsIn({ groups }: Scheme): number {
  return Math.max(0, ...groups.map(({ indicators }) => indicators.filter(({ points }) => points?.family === 'ratio').length));
}
