import { assessmentsBeside } from './assessments-beside.js';
import { figureHints } from './figure-hints.js';
import type { BesideTotals } from './groups-given-away.js';
import { ranksBeside } from './ranks-beside.js';
import type { SeenGrade } from './seen.js';
import { sinceThen } from './since-then.js';
import { sightOfRows } from './sight.js';
import type { Beside } from './told-band.js';
import { totalsTold } from './told-total.js';
import { treatmentConditions } from './told-treatments.js';

/**
 * Whether the treatments of an enterprise may be told to a viewer who sees its classes but not the figures that treatments
 * ask about: not where, beside classes and totals under every scheme and what their conditions say, some side of a threshold would
 * tell a figure. Where they may not the whole list is missing, which tells nothing: it hangs on what is told beside it, not on the
 * side on which a figure lies. Nor where its side, beside a rank, would.
 */
export async function treatmentsMayBeTold({ of, result }: Pick<SeenGrade, 'of' | 'result'>, beside: Beside & BesideTotals): Promise<boolean> {
  const sight = sightOfRows(beside);
  if (sight === 'NONE' || treatmentConditions(of, beside).length === 0) return true;
  const isNow = of.version === (await beside.version());
  if (isNow || sight === 'BANDS') {
    const all = await assessmentsBeside(of, beside);
    const told = sight === 'TOTALS' ? { totals: await totalsTold(all, beside) } : await ranksBeside(all, beside);
    if (!figureHints(all, result.row, beside, told).treatedTogether) return false;
  }
  if (isNow) return true;
  const since = await sinceThen({ of, result }, beside);
  // Of figures that stayed as they were, what is left out now is no more told as of then.
  if (since.is === 'SAME') return treatmentsMayBeTold(since, beside);
  return since.is === 'GONE' && sight === 'BANDS';
}
