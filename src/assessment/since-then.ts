import type { EnterpriseResult } from '../grading/assessment.js';
import { assessedOrNone, assessmentsBeside, type OtherSchemes } from './assessments-beside.js';
import type { SeenAssessment, SeenGrade } from './seen.js';

/** What became since of what an enterprise was graded by at an earlier data version. */
export type SinceThen =
  /** What every scheme makes of it is made of the same numbers now. */
  | { readonly is: 'SAME'; readonly of: SeenAssessment; readonly result: EnterpriseResult }
  | { readonly is: 'CORRECTED'; readonly of: SeenAssessment; readonly result: EnterpriseResult }
  /** It is not on record now, or the scheme cannot grade now. */
  | { readonly is: 'GONE' };

/** What a grade of an earlier data version is set beside. */
export interface BesideThen extends OtherSchemes {
  /** The data version now. */
  version(): Promise<number>;
}

/** Sets a grade of an earlier data version beside that of now, under every scheme that the viewer may ask for. */
export async function sinceThen({ of, result }: Pick<SeenGrade, 'of' | 'result'>, beside: BesideThen): Promise<SinceThen> {
  const now = await assessedNow(of, beside);
  const its = now?.assessment.results[now.directory.row(result.creditCode) ?? -1];
  if (!now || !its) return { is: 'GONE' };
  const [before, after] = [await assessmentsBeside(of, beside), await assessmentsBeside(now, beside)];
  const same = before.every((then) => {
    const other = after.find(({ assessment }) => assessment.scheme.id === then.assessment.scheme.id);
    return other !== undefined && areAlike(then.assessment.results[result.row]!, other.assessment.results[its.row]!);
  });
  return { is: same ? 'SAME' : 'CORRECTED', of: now, result: its };
}

/** By the text, which an id may not stand for any more. */
async function assessedNow({ scheme, assessment: { year } }: SeenAssessment, beside: BesideThen): Promise<SeenAssessment | undefined> {
  const [now] = await assessedOrNone(scheme.digest, { year, version: await beside.version() }, beside.assess);
  return now;
}

function areAlike(a: EnterpriseResult, b: EnterpriseResult): boolean {
  return a.group?.id === b.group?.id && a.state === b.state && a.indicators.length === b.indicators.length && a.indicators.every((each, at) => {
    const other = b.indicators[at]!;
    return (['numerator', 'denominator', 'value'] as const).every((part) => each[part] === other[part] || (each[part] && other[part]?.equals(each[part])));
  });
}
