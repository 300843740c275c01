import { pieceAt, type Span } from '../access/span.js';
import { ToldFigures, type Tie } from '../access/told-figures.js';
import type { FigureHints } from './figure-hints.js';
import type { SeenAssessment } from './seen.js';
import { totalTie } from './total-tie.js';

/** Between what the total of an enterprise lies by its rank; undefined where a rank says nothing of it. */
export type SpanOf = (of: SeenAssessment, row: number) => Span | undefined;

/** What the ranks of an enterprise say of its figures. @param all the assessments under every scheme that the viewer may ask for */
export function rankTies(row: number, parts: FigureHints, all: readonly SeenAssessment[], spanOf: SpanOf): readonly Tie[] {
  return all.flatMap((of) => totalTie(of.assessment.results[row]!, parts, () => spanOf(of, row)) ?? []);
}

/** What is known of the figures of an enterprise by what conditions say, by its bands, and by what ties them together. */
export function figuresBeside({ said, bands }: Pick<FigureHints, 'said' | 'bands'>, ties: readonly Tie[]): ToldFigures {
  const figures = new ToldFigures(ties);
  for (const { name, span } of said) figures.know(name, span);
  for (const { figure, edges, inside } of bands) figures.know(figure.name, pieceAt(edges, inside));
  return figures;
}
