import { conditionFacts } from '../grading/needed-facts.js';
import { Rational } from '../grading/rational.js';
import type { Band, Extra, Group, Indicator, Operand, PointsRule, Scheme } from '../grading/scheme.js';
import type { Powers } from './alone-in-products.js';
import type { FigureVisibility, HiddenFigure } from './hidden-figures.js';

/** A part of a total that somebody cannot work out from what they see: an indicator, or extra points. */
export interface HiddenPart {
  /** Its value is a product of unseen figures, by their ids, to these powers, times what is seen. */
  readonly powers: Powers;
  readonly figures: readonly HiddenFigure[];
  /** Whether its points give its value, or where it lies; `none`: it has no points; `open`: the scheme does not say yet. */
  readonly points: 'value' | 'steps' | 'none' | 'open';
  /** 1: more of its value never brings less points; −1: never more; 0: neither. */
  readonly sense: -1 | 0 | 1;
  /** Whether it is told where its value stands against its benchmark. */
  readonly banded: boolean;
}

const HUNDRED = Rational.integer(100);

/** The parts of a group's total that hang on figures which are not seen, or on what a partial scheme leaves open. */
export function hiddenParts(scheme: Scheme, group: Group, visibility: FigureVisibility): readonly HiddenPart[] {
  const open = scheme.undisclosed.filter(({ path }) => path.startsWith(`groups/${group.id}/`));
  return [
    ...group.indicators.flatMap((indicator) => ofIndicator(indicator, visibility)),
    ...group.extras.flatMap((extra) => ofExtra(extra, visibility)),
    ...open.map((): HiddenPart => ({ powers: new Map(), figures: [], points: 'open', sense: 0, banded: false })),
  ];
}

function ofIndicator(indicator: Indicator, visibility: FigureVisibility): readonly HiddenPart[] {
  const { points, weight, decline } = indicator;
  const product = productOf(indicator, visibility);
  const kind = pointsKind(points, weight);
  if (product.powers.size === 0 && kind !== 'open') return [];
  const rises = points?.family === 'bands' ? senseOfBands(points.bands ?? []) : points?.family === 'inverse_mean' ? -1 : 1;
  const sense = decline ? (-rises as -1 | 0 | 1) : rises;
  return [{ ...product, points: kind, sense, banded: points?.family === 'ratio' && points.benchmark !== null }];
}

function pointsKind(points: PointsRule | null, weight: Rational | null): HiddenPart['points'] {
  if (points?.family === 'rank_only' || weight?.sign === 0) return 'none';
  if (!points || !weight) return 'open';
  switch (points.family) {
    case 'ratio':
      return points.benchmark ? 'value' : 'open';
    case 'bands':
      return points.bands ? 'steps' : 'open';
    case 'min_max':
      return points.low.equals(HUNDRED) ? 'none' : 'value';
    case 'best':
    case 'inverse_mean':
      return 'value';
  }
}

/** Bands stand from the highest down; below all there are no points. */
function senseOfBands(bands: readonly Band[]): -1 | 0 | 1 {
  const steps = bands.map(({ points }, at) => points.compare(bands[at + 1]?.points ?? Rational.ZERO));
  if (steps.every((step) => step >= 0)) return 1;
  return steps.every((step) => step <= 0) ? -1 : 0;
}

/** A growth is a quotient of two quotients, of this year and of the year before: the 1 beside it is seen. */
function productOf({ numerator, denominator, growth }: Indicator, visibility: FigureVisibility): Pick<HiddenPart, 'powers' | 'figures'> {
  const factors = (growth ? [0, -1] : [0]).flatMap((back): readonly (readonly [Operand, number])[] => {
    const power = back === 0 ? 1 : -1;
    const shifted = (operand: Operand): Operand => ({ fact: operand.fact, year: operand.year + back });
    return [[shifted(numerator), power], ...(denominator ? [[shifted(denominator), -power] as const] : [])];
  });
  const powers = new Map<string, number>();
  const figures = new Map<string, HiddenFigure>();
  for (const [operand, power] of factors) {
    const figure = visibility(operand);
    if (!figure) continue;
    powers.set(figure.id, (powers.get(figure.id) ?? 0) + power);
    figures.set(figure.id, figure);
  }
  const left = new Map([...powers].filter(([, power]) => power !== 0));
  return { powers: left, figures: [...figures.values()].filter(({ id }) => left.has(id)) };
}

/** Points by a count give the count; those by a condition tell on which side of its numbers the figures lie. */
function ofExtra(extra: Extra, visibility: FigureVisibility): readonly HiddenPart[] {
  const operands = extra.by === 'count' ? [{ fact: extra.count, year: 0 }] : conditionFacts(extra.when);
  const figures = [...new Map(operands.flatMap((operand) => visibility(operand) ?? []).map((figure) => [figure.id, figure])).values()];
  if (figures.length === 0) return [];
  const powers = new Map(figures.map(({ id }) => [id, 1]));
  const counted = extra.by === 'count' && extra.each.sign !== 0;
  return [{ powers, figures, points: counted ? 'value' : 'steps', sense: extra.by === 'count' ? extra.each.sign : 0, banded: false }];
}
