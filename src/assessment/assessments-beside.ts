import { Refusal } from '../access/refusal.js';
import { zonesOf } from '../access/rows.js';
import type { Scheme } from '../grading/scheme.js';
import { isFurther, type BesideFurther } from './further.js';
import type { FurtherSchemes } from './further-schemes.js';
import type { SeenAssessment } from './seen.js';
import { sightOfRows } from './sight.js';

/** Grades under a scheme, by its id or the digest of a text of it. */
type Assess = (named: string, year: number, version: number) => Promise<SeenAssessment>;

/** What the viewer may set beside an assessment. */
export interface OtherSchemes extends BesideFurther {
  readonly furtherSchemes: Pick<FurtherSchemes, 'before'>;
  readonly assess: Assess;
  /** The same as it is told to the viewer. */
  readonly assessAsTold: Assess;
}

/**
 * An assessment and those of the same year and data version under every other scheme that the viewer may ask for: the one
 * that tells the most bands of an enterprise first, of equals the one whose id comes first. Where any scheme may be asked for,
 * they are those in force, and beside one that is not those that were told of before it.
 */
export async function assessmentsBeside(of: SeenAssessment, beside: OtherSchemes): Promise<readonly SeenAssessment[]> {
  const { scheme, year } = of.assessment;
  const when = { year, version: of.version };
  if (zonesOf(beside.viewer) === undefined) return [...(await assessmentsBefore(of, beside)), of].sort(byBands);
  const others = beside.schemesFor(year).filter(({ id }) => id !== scheme.id);
  return [...(await Promise.all(others.map(({ id }) => assessedOrNone(id, when, beside.assess)))).flat(), of].sort(byBands);
}

/** Those in force, then those not in force that were told of before an assessment that is not either. */
export async function assessmentsBefore(of: SeenAssessment, beside: OtherSchemes): Promise<readonly SeenAssessment[]> {
  const { year } = of.assessment;
  const standing = beside.inForce(year).map(({ digest }) => digest);
  const further = isFurther(of, beside) ? ((await beside.furtherSchemes.before(year, of.scheme.digest)) ?? []) : [];
  const others = [...standing, ...further.filter((digest) => !standing.includes(digest))].filter((digest) => digest !== of.scheme.digest);
  const assess = sightOfRows(beside) === 'TOTALS' ? beside.assessAsTold : beside.assess;
  // One that cannot be looked at for now may tell something all the same.
  const isNone = isFurther(of, beside) ? ({ code }: Refusal) => code !== 'SOURCE_UNAVAILABLE' : undefined;
  return (await Promise.all(others.map((digest) => assessedOrNone(digest, { year, version: of.version }, assess, isNone)))).flat();
}

/**
 * The assessment under a scheme; none if it cannot grade this year, or may not be asked, and so tells nothing either.
 * @param isNone whether a refusal says so; any unless told
 */
export async function assessedOrNone(named: string, { year, version }: { readonly year: number; readonly version: number }, assess: Assess, isNone: (refusal: Refusal) => boolean = () => true): Promise<SeenAssessment[]> {
  try {
    return [await assess(named, year, version)];
  } catch (error) {
    if (error instanceof Refusal && isNone(error)) return [];
    throw error;
  }
}

function byBands({ assessment: { scheme: a } }: SeenAssessment, { assessment: { scheme: b } }: SeenAssessment): number {
  return bandsIn(b) - bandsIn(a) || (a.id < b.id ? -1 : 1);
}

function bandsIn({ groups }: Scheme): number {
  return Math.max(0, ...groups.map(({ indicators }) => indicators.filter(({ points }) => points?.family === 'ratio').length));
}
