import { still } from '../access/span.js';
import type { Tie } from '../access/told-figures.js';
import type { EnterpriseResult } from '../grading/assessment.js';
import { thresholdsIn } from '../grading/thresholds.js';
import { assessmentsBeside } from './assessments-beside.js';
import { saying, sidesOfClasses, sidesOfIndicators } from './class-sides.js';
import { figureHints, totalTies, type FigureHints } from './figure-hints.js';
import { conditionsOf } from './figure-thresholds.js';
import type { SeenAssessment } from './seen.js';
import { sinceThen } from './since-then.js';
import { bandsTold, type Beside } from './told-band.js';
import { classSpans } from './total-tie.js';

/**
 * Whether the classes of then of an enterprise corrected since may not be told to a viewer who sees classes and bands of single
 * enterprises but not their figures: a class by score, or an override that asked about an indicator, bounds the figures that
 * stayed as they were, and one of the classes, or a side of the threshold, whichever is its own, would tell one beside what is
 * told now. That hangs on what is told now, not on the class.
 */
export async function classesThenTell(of: SeenAssessment, result: EnterpriseResult, beside: Beside): Promise<boolean> {
  const conditions = conditionsOf(of.assessment.scheme);
  if (classesOf(result) + conditions.flatMap(thresholdsIn).filter((each) => each.of === 'indicator').length === 0) return false;
  const since = await sinceThen({ of, result }, beside);
  if (since.is !== 'CORRECTED') return false;
  const now = await bandsTold(since.of, since.result.row, beside);
  const before = await assessmentsBeside(of, beside);
  const then = figureHints(before, result.row, beside);
  const today = figureHints(await assessmentsBeside(since.of, beside), since.result.row, beside);
  const named = namesOfThen(then, today);
  const others = [...then.said.filter(({ name }) => named(name) !== name).map(saying), ...then.ratios, ...totalTies(before.filter((each) => each !== of), result.row, then)];
  const classes = sidesOfClasses(of, result, then);
  const sides = sidesOfIndicators(of, conditions, then).map((said) => [saying(said)]);
  return [...classes, []].some((one) => [...sides, []].some((other) => now.figures.giveAway([...now.ties, ...[...others, ...one, ...other].map((tie) => renamed(tie, named))])));
}

function classesOf({ group }: EnterpriseResult): number {
  return group ? classSpans(group).size : 0;
}

/** What a figure of then is called beside those of now: a name of its own, unless it stayed as it was. */
function namesOfThen(then: FigureHints, now: FigureHints): (name: string) => string {
  return (name) => {
    const [before, after] = [then.figures.get(name), now.figures.get(name)];
    return before !== undefined && after !== undefined && still(before, after) ? name : `${name} then`;
  };
}

function renamed({ figures, bounds, ...rest }: Tie, named: (name: string) => string): Tie {
  return { ...rest, figures: figures.map(named), bounds: (of) => bounds((name) => of(named(name))).map(([name, span]) => [named(name), span] as const) };
}
