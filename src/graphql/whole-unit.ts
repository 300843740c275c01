import { missingParts } from '../access/decision.js';
import { whySuppressed } from '../access/withheld.js';
import type { AssessmentView } from '../assessment/views.js';
import type { EnterpriseResult } from '../grading/assessment.js';
import type { DepartmentId } from '../grading/fact.js';
import type { Context } from './context.js';

/**
 * Whether a figure of a merged unit may be given: it is of all its members, so only where each of them is given; where
 * not, that is named in the answer (SHARING.md). An enterprise by itself is a whole unit.
 * @param parts the departments that the figure is made of
 */
export function isOfWholeUnit(
  coordinate: string,
  { of, result }: { readonly of: AssessmentView; readonly result: EnterpriseResult },
  parts: readonly DepartmentId[],
  context: Context,
): boolean {
  if (result.unit === undefined) return true;
  const decision = context.access.of(coordinate);
  const moment = { year: of.assessment.year, since: of.parts.since, version: of.version };
  const isGiven = (code: string): boolean => {
    const record = of.visible(of.directory.row(code)!);
    return record !== undefined && missingParts(decision, parts, [{ ...record, ...moment }]).length === 0;
  };
  if (result.unit.every(isGiven)) return true;
  context.leaveOut(whySuppressed(coordinate, 'county'));
  return false;
}
