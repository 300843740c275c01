import { pieceAt } from '../access/span.js';
import { ToldFigures } from '../access/told-figures.js';
import { figureHints, type FigureHints } from './figure-hints.js';
import type { RanksBeside } from './rank-span.js';
import type { SeenAssessment } from './seen.js';
import type { BesideTreatments } from './told-treatments.js';
import { totalTie } from './total-tie.js';

/** What is known of the figures of an enterprise beside all its bands, and its ranks. */
export function figuresBeside(row: number, all: readonly SeenAssessment[], ranks: RanksBeside, beside: BesideTreatments): { readonly hints: FigureHints; readonly figures: ToldFigures } {
  const hints = figureHints(all, row, beside);
  const ranked = all.flatMap((each) => totalTie(each.assessment.results[row]!, hints.behind.filter(({ of }) => of === each), () => ranks.spanOf(each, row)) ?? []);
  const figures = new ToldFigures([...hints.ties, ...ranked]);
  for (const { name, span } of hints.said) figures.know(name, span);
  for (const { figure, edges } of hints.bands) figures.know(figure.name, pieceAt(edges, figure.at));
  return { hints, figures };
}
