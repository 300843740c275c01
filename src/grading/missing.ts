import { meanOf } from './benchmark.js';
import { Rational } from './rational.js';
import type { MissingRule } from './scheme.js';

/** What stands in for the points of an enterprise that lacks an indicator's value. */
export type Filling = { readonly kind: 'points'; readonly points: Rational } | { readonly kind: 'hold' | 'reweight' };

/** The filling by an indicator's rule, given the points of its holders (SCHEME.md, Missing value). */
export function fillingOf(rule: MissingRule, holdersPoints: readonly Rational[]): Filling {
  switch (rule.rule) {
    case 'hold':
      return { kind: 'hold' };
    case 'reweight':
      return { kind: 'reweight' };
    case 'zero':
      return { kind: 'points', points: Rational.ZERO };
    case 'points':
      return { kind: 'points', points: rule.points };
    case 'group_mean': {
      if (holdersPoints.length === 0) return { kind: 'hold' };
      const mean = meanOf(holdersPoints);
      return { kind: 'points', points: rule.decimals === undefined ? mean : mean.round(rule.decimals) };
    }
  }
}
