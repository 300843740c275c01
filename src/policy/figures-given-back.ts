import type { DepartmentId } from '../grading/fact.js';
import { isRankOnly, type Group, type Scheme } from '../grading/scheme.js';
import { aloneInProducts } from './alone-in-products.js';
import { figureVisibility, type HiddenFigure } from './hidden-figures.js';
import { hiddenParts, type HiddenPart } from './hidden-parts.js';
import type { Vocabulary } from './vocabulary.js';

/** A department's figure that follows from what a group's enterprises would be told of themselves to somebody else. */
export interface FigureGivenBack {
  /** Id of the group. */
  readonly group: string;
  /** From the total; from the points of every indicator and extra; from where each value stands against its benchmark. */
  readonly through: 'total' | 'points' | 'bands';
  readonly department: DepartmentId;
  readonly figure: HiddenFigure;
  /** Otherwise only the range follows in which it lies. */
  readonly exact: boolean;
}

/** What a zone's committee sees without further grants: the register, land and employment, and the events of the county. */
export const VISIBLE_TO_A_COMMITTEE: ReadonlySet<DepartmentId> = new Set(['register', 'land', 'employment', 'county']);

/**
 * Which figures the totals, the points or the bands of each group give back beside what is seen anyway: the figures of
 * some departments, the group, and the method with its weights, benchmarks, means, least and highest values. It is read
 * off the scheme alone, so it holds whatever anybody's figures are.
 *
 * - **Exactly** means: as far as the decimals go that are shown, and those that the method rounds to on the way; for an
 *   enterprise that has every fact, all of them positive, and stands inside the caps and floors. In a merged unit it is
 *   the unit's figure.
 * - **Points** of `ratio`, `min_max`, `best` and `inverse_mean` give the value; a value is a product of figures to powers
 *   of ±1, and a figure is given back where the known products give it alone ({@link aloneInProducts}). Of two unseen
 *   figures that occur only as a quotient, the quotient follows and neither of them. Points of `bands`, or by a
 *   condition, give a range.
 * - **A total** gives a figure back where it is the only one that is not seen, and all that hangs on it rises with it, or
 *   all falls. Where that goes by steps, or some rises and some falls, a range is left.
 * - **Bands** give ranges.
 *
 * Points and total together give what the points give: the total is their sum. Sums that share facts are taken as
 * different figures, and not subtracted from each other. What a partial scheme leaves open gives nothing yet.
 */
export function figuresGivenBack(
  scheme: Scheme,
  vocabulary: Vocabulary,
  visible: ReadonlySet<DepartmentId> = VISIBLE_TO_A_COMMITTEE,
): readonly FigureGivenBack[] {
  const visibility = figureVisibility(scheme, vocabulary, visible);
  return scheme.groups.filter((group) => !isRankOnly(group)).flatMap((group) => ofGroup(group, hiddenParts(scheme, group, visibility)));
}

function ofGroup(group: Group, parts: readonly HiddenPart[]): readonly FigureGivenBack[] {
  const figures = new Map(parts.flatMap((part) => part.figures).map((figure) => [figure.id, figure]));
  const named = (through: FigureGivenBack['through'], exact: boolean, ids: readonly string[]): readonly FigureGivenBack[] =>
    [...figures.values()].flatMap((figure) => {
      const { id, department } = figure;
      return department && ids.includes(id) ? [{ group: group.id, through, department, figure, exact }] : [];
    });
  const alone = (which: (part: HiddenPart) => boolean) => [...aloneInProducts(parts.filter(which).map(({ powers }) => powers))];
  const byValue = alone(({ points }) => points === 'value');
  const bySteps = alone(({ points }) => points === 'value' || points === 'steps').filter((id) => !byValue.includes(id));
  const total = group.total.decimals === null ? undefined : inTotal(parts.filter(({ points }) => points !== 'none'));
  return [
    ...(total ? named('total', total.exact, [total.id]) : []),
    ...named('points', true, byValue),
    ...named('points', false, bySteps),
    ...named(
      'bands',
      false,
      alone(({ banded }) => banded),
    ),
  ];
}

/** The one figure that a total hangs on; undefined if there are none or several, or something is open. */
function inTotal(parts: readonly HiddenPart[]): { readonly id: string; readonly exact: boolean } | undefined {
  const ids = [...new Set(parts.flatMap(({ powers }) => [...powers.keys()]))];
  const [id] = ids;
  if (id === undefined || ids.length > 1 || parts.some(({ points }) => points === 'open')) return undefined;
  const senses = new Set(parts.map(({ powers, sense }) => Math.sign(powers.get(id)! * sense)));
  return { id, exact: parts.some(({ points }) => points === 'value') && senses.size === 1 && !senses.has(0) };
}
