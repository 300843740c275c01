import { piecesOf } from '../access/span.js';
import type { Tie } from '../access/told-figures.js';
import type { EnterpriseResult } from '../grading/assessment.js';
import { thresholdsIn, type Threshold } from '../grading/thresholds.js';
import type { Condition } from '../grading/scheme.js';
import { spanBehind, type Sees } from './figure-behind.js';
import { totalTies, type FigureHints } from './figure-hints.js';
import { askedIn, cutBy, edgesOf, type SaidOfFigure } from './figure-thresholds.js';
import type { SeenAssessment } from './seen.js';
import { classSpans } from './total-tie.js';

/** What each class by score would say of the figures of an enterprise, whichever is its own; none where ranks make classes. */
export function sidesOfClasses(of: SeenAssessment, { row, group }: EnterpriseResult, hints: FigureHints): readonly (readonly Tie[])[] {
  return group ? [...classSpans(group).values()].map((span) => totalTies([of], row, hints, () => span)) : [];
}

/** What each side of the thresholds of conditions on indicators would say of the figures behind them. */
export function sidesOfIndicators(of: SeenAssessment, conditions: readonly Condition[], hints: FigureHints): readonly SaidOfFigure[] {
  return conditions.flatMap(thresholdsIn).filter((threshold) => threshold.of === 'indicator').flatMap((threshold) => sidesOf(threshold, of, hints));
}

/** What each side of the thresholds of conditions would say of the figures that they are on. */
export function sidesOfConditions(of: SeenAssessment, conditions: readonly Condition[], hints: FigureHints, sees: Sees): readonly SaidOfFigure[] {
  const { derived } = of.assessment.scheme;
  const cut = cutBy(askedIn(conditions.map((each) => [each, derived] as const)).map((asked) => [of, asked] as const), hints.figures, sees);
  const ofFacts = [...cut].flatMap(([name, { edges }]) => piecesOf(edges).map((span) => ({ name, span })));
  return [...ofFacts, ...sidesOfIndicators(of, conditions, hints)];
}

function sidesOf(threshold: Threshold, of: SeenAssessment, { behind }: FigureHints): readonly SaidOfFigure[] {
  const edges = edgesOf(threshold);
  return behind
    .filter((each) => each.of === of && each.result.id === threshold.id)
    .flatMap(({ figure }) => piecesOf(edges).map((piece) => ({ name: figure.name, span: spanBehind(figure, piece) })));
}

/** What is said of a figure, as what holds beside others. */
export function saying({ name, span }: SaidOfFigure): Tie {
  return { figures: [name], bounds: () => [[name, span]] };
}
