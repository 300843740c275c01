import { zonesOf } from '../access/rows.js';
import { assessmentsBeside } from './assessments-beside.js';
import { figureHints } from './figure-hints.js';
import type { SeenGrade } from './seen.js';
import type { Beside } from './told-band.js';
import { treatmentConditions } from './told-treatments.js';

/**
 * Whether the treatments of an enterprise may be told to a viewer who sees its classes but not the figures that treatments
 * ask about: not where, beside classes under every scheme and what their conditions say, some side of a threshold would tell
 * a figure. Where they may not the whole list is missing, which tells nothing: it hangs on what is told beside it, not on the
 * side on which a figure lies.
 */
export async function treatmentsMayBeTold({ of, result }: Pick<SeenGrade, 'of' | 'result'>, beside: Beside): Promise<boolean> {
  if (zonesOf(beside.viewer) === undefined || treatmentConditions(of, beside).length === 0) return true;
  if (figureHints(await assessmentsBeside(of, beside), result.row, beside).treated === undefined) return false;
  const version = await beside.version();
  if (of.version === version) return true;
  // Of figures that stayed as they were, what is left out now is no more told as of then.
  const now = await beside.assess(of.assessment.scheme.id, of.assessment.year, version);
  const row = now.directory.row(result.creditCode);
  return row === undefined || figureHints(await assessmentsBeside(now, beside), row, beside).treated !== undefined;
}
