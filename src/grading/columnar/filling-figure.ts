import type { Filling } from '../missing.js';
import { Rational } from '../rational.js';
import type { MissingRule } from '../scheme.js';
import type { Climbs } from './climbs.js';
import type { Summed } from './column-sum.js';
import { Figure } from './figure.js';
import { meanFigure } from './yardstick-figures.js';

/** A {@link Filling} whose points are known up to an error, and exactly for who asks. */
export type FillingFigure = { readonly kind: 'points'; readonly points: Figure } | { readonly kind: 'hold' | 'reweight' };

/**
 * What stands in for a missing value, as `fillingOf` finds it exactly.
 *
 * @param points of the holders
 * @param exactly yields the holders' exact points
 */
export function fillingFigure(rule: MissingRule, points: Summed, exactly: () => Iterable<Rational>, climbs: Climbs): FillingFigure {
  switch (rule.rule) {
    case 'hold':
    case 'reweight':
      return { kind: rule.rule };
    case 'zero':
      return { kind: 'points', points: Figure.exactly(Rational.ZERO) };
    case 'points':
      return { kind: 'points', points: Figure.exactly(rule.points) };
    case 'group_mean': {
      if (points.count === 0) return { kind: 'hold' };
      return { kind: 'points', points: meanFigure(points, exactly, climbs).rounded(rule.decimals, climbs) };
    }
  }
}

/** The same, exactly. */
export function exactFilling(filling: FillingFigure): Filling {
  return filling.kind === 'points' ? { kind: 'points', points: filling.points.exact } : filling;
}
