import { zonesOf } from '../access/rows.js';
import { still } from '../access/span.js';
import type { Tie } from '../access/told-figures.js';
import type { EnterpriseResult } from '../grading/assessment.js';
import { assessmentsBeside } from './assessments-beside.js';
import { figureHints, totalTies, type FigureHints } from './figure-hints.js';
import type { SeenAssessment } from './seen.js';
import { sinceThen } from './since-then.js';
import { thereFor } from './there.js';
import { bandsTold, type Beside } from './told-band.js';
import { classSpans } from './total-tie.js';

const known = new WeakMap<SeenAssessment, Promise<SeenAssessment>>();

/**
 * An assessment of an earlier data version as it may be told to a viewer who sees classes and bands of single enterprises but
 * not their figures. Of an enterprise corrected since, a class by score of then bounds the figures that stayed as they were:
 * where one of the classes, whichever is its own, would tell a figure beside what is told now, it has none. That hangs on what
 * is told now, not on the class.
 */
export function asToldThen(of: SeenAssessment, beside: Beside): Promise<SeenAssessment> {
  const found = known.get(of) ?? withoutTelling(of, beside);
  known.set(of, found);
  return found;
}

async function withoutTelling(of: SeenAssessment, beside: Beside): Promise<SeenAssessment> {
  const { results, scheme } = of.assessment;
  if (zonesOf(beside.viewer) === undefined || of.version === (await beside.version())) return of;
  if (scheme.groups.every((group) => classSpans(group).size === 0)) return of;
  const closed = new Set<number>();
  for (const result of results) if (thereFor(beside.viewer, of, result.row) && (await classesTell(of, result, beside))) closed.add(result.row);
  if (closed.size === 0) return of;
  const told = results.map((result): EnterpriseResult => (closed.has(result.row) ? withoutClass(result) : result));
  return { ...of, assessment: { ...of.assessment, results: told }, unclassed: closed };
}

/** A result may work itself out of columns: it has no fields to copy. */
function withoutClass(result: EnterpriseResult): EnterpriseResult {
  const { row, creditCode, state, stateTitle, group, indicators, extras, extrasSum, reweighting, total, rank, rankedOf, treatedAs, lacks, unit, inheritedFrom } = result;
  const rest = { row, creditCode, state, stateTitle, group, indicators, extras, extrasSum, reweighting, total, rank, rankedOf, treatedAs, lacks, unit, inheritedFrom };
  return { ...rest, initial: undefined, final: undefined, overrides: [] };
}

/** Whether one of the classes that the enterprise may have been in would tell a figure beside what is told now. */
async function classesTell(of: SeenAssessment, result: EnterpriseResult, beside: Beside): Promise<boolean> {
  const spans = result.group ? [...classSpans(result.group).values()] : [];
  if (spans.length === 0) return false;
  const since = await sinceThen({ of, result }, beside);
  if (since.is !== 'CORRECTED') return false;
  const now = await bandsTold(since.of, since.result.row, beside);
  const before = await assessmentsBeside(of, beside);
  const then = figureHints(before, result.row, beside);
  const today = figureHints(await assessmentsBeside(since.of, beside), since.result.row, beside);
  const named = namesOfThen(then, today);
  const said = then.said.map(({ name, span }): Tie => ({ figures: [name], bounds: () => [[name, span]] }));
  const others = totalTies(before.filter((each) => each !== of), result.row, then.behind);
  return spans.some((span) => {
    const own = totalTies([of], result.row, then.behind, () => span);
    return now.figures.giveAway([...now.ties, ...[...said, ...then.ratios, ...others, ...own].map((tie) => renamed(tie, named))]);
  });
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
