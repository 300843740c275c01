import type { IndicatorResult, Lack } from './assessment.js';
import { Rational } from './rational.js';
import { known } from './refusal.js';
import type { Group } from './scheme.js';

/** Points added up, or what is lacking for it. */
export interface Total {
  /** Rounded; undefined where something is lacking, or the group is only ranked. */
  readonly total: Rational | undefined;
  readonly reweighting: Rational;
  readonly lacks: readonly Lack[];
}

/**
 * The total of a member: Σ points, reweighted where values are missing under `reweight`, + extras, not below the
 * floor, rounded once (SCHEME.md, Points).
 */
export function totalOf(group: Group, indicators: readonly IndicatorResult[], extras: Rational, rankOnly: boolean): Total {
  const held = lacksUnder('hold', indicators);
  if (held.length > 0 || rankOnly) return { total: undefined, reweighting: Rational.ONE, lacks: held };
  const absent = indicators.filter((found) => found.treatedBy === 'reweight');
  const all = weightOf(indicators);
  const left = all.minus(weightOf(absent));
  if (absent.length > 0 && left.sign <= 0) {
    return { total: undefined, reweighting: Rational.ONE, lacks: lacksUnder('reweight', indicators) };
  }
  const reweighting = absent.length === 0 ? Rational.ONE : all.over(left);
  const points = Rational.sum(indicators.flatMap((found) => found.points ?? []));
  const sum = (absent.length === 0 ? points : points.times(reweighting)).plus(extras);
  const bounded = group.total.floor ? Rational.max(sum, group.total.floor) : sum;
  const decimals = known(group.total.decimals, `groups/${group.id}/total/decimals`);
  return { total: bounded.round(decimals), reweighting, lacks: [] };
}

function weightOf(indicators: readonly IndicatorResult[]): Rational {
  return Rational.sum(indicators.flatMap((found) => found.weight ?? []));
}

function lacksUnder(rule: 'hold' | 'reweight', indicators: readonly IndicatorResult[]): readonly Lack[] {
  return indicators.flatMap(({ treatedBy, missing, id, title }): Lack[] =>
    treatedBy === rule && missing ? [{ what: 'indicator', id, title, reason: missing }] : [],
  );
}
