import { Rational } from './rational.js';
import type { Place } from './ranking.js';
import { known } from './refusal.js';
import type { ClassRule } from './scheme.js';

type ByRankShare = Extract<ClassRule, { by: 'rank_share' }>;

/**
 * The initial class of a ranked enterprise (SCHEME.md, Ranks and classes).
 *
 * @param base how many the shares are taken of.
 * @param total rounded; undefined in a group that is only ranked.
 */
export function initialClass(rule: ClassRule, place: Place, base: number, total: Rational | undefined): string {
  if (rule.by === 'rank_share') {
    const position = BigInt(rule.ties === 'better' ? place.rank : place.rank + place.tied - 1);
    const limits = rankLimits(rule, base);
    return limits.find((limit, index) => index === limits.length - 1 || position <= limit.upto)!.class;
  }
  const cuts = known(rule.atLeast, 'classes/at_least');
  const reached = cuts.find(({ class: name, score }) => {
    if (score === undefined) return true;
    const least = known(score, `classes/at_least/${name}`);
    return total !== undefined && total.compare(least) >= 0;
  });
  return (reached ?? cuts[cuts.length - 1]!).class;
}

/** The last position of each class, from the best; the last class takes whatever is left. */
export function rankLimits(rule: ByRankShare, base: number): readonly { readonly class: string; readonly upto: bigint }[] {
  return known(rule.upto, 'classes/upto').map(({ class: name, share }) => {
    const exact = known(share, `classes/upto/${name}`).times(Rational.integer(base));
    return { class: name, upto: rounded(rule.limit, exact) };
  });
}

function rounded(limit: ByRankShare['limit'], exact: Rational): bigint {
  switch (limit) {
    case 'floor':
      return exact.floor();
    case 'ceil':
      return exact.ceil();
    case 'half_up':
      return exact.round(0).floor();
  }
}
