import { pieceAt, piecesOf } from '../access/span.js';
import { ToldFigures, type Tie } from '../access/told-figures.js';
import type { CutFigure, SaidOfFigure } from './figure-thresholds.js';

/**
 * What treatments say of the figures of an enterprise; undefined where some side of a threshold would tell a figure, beside
 * what is told in any case.
 * @param cut where their thresholds cut the figures
 * @param said what conditions say in any case
 * @param ties what ties the figures together
 */
export function saidByTreatments(cut: ReadonlyMap<string, CutFigure>, said: readonly SaidOfFigure[], ties: readonly Tie[]): readonly SaidOfFigure[] | undefined {
  if (cut.size === 0) return [];
  const figures = new ToldFigures(ties);
  for (const { name, span } of said) figures.know(name, span);
  const found: SaidOfFigure[] = [];
  for (const [name, { at, edges }] of cut) {
    if (piecesOf(edges).some((piece) => figures.tells(name, piece))) return undefined;
    const span = pieceAt(edges, at);
    figures.know(name, span);
    found.push({ name, span });
  }
  return found;
}
