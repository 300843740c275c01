import { Rational } from '../grading/rational.js';
import type { TownScoreRules, Weighted } from '../policy/land-rules.js';
import type { IndicatorRow } from './indicators/indicator-row.js';

/** What a town has of one indicator. */
export interface TownPoints {
  readonly indicator: Weighted;
  readonly value: Rational | undefined;
  readonly points: Rational | undefined;
}

/** How a town uses its land, by the county's own method (`town-score.yaml`). */
export interface TownScore {
  readonly town: string;
  readonly year: number;
  /** Undefined where the town lacks an indicator. */
  readonly score: Rational | undefined;
  /** Ties share the better rank; null without a score. */
  readonly rank: number | null;
  /** Whether it is below the county's line; undefined where there is no line. */
  readonly below: boolean | undefined;
  readonly points: readonly TownPoints[];
}

/** A score for each town of the register, by town; none for a year that the method does not name. */
export function townScores(
  rules: TownScoreRules,
  towns: readonly string[],
  indicators: readonly IndicatorRow[],
  year: number,
): readonly TownScore[] {
  if (!rules.years.includes(year)) return [];
  const values = new Map(indicators.filter(({ region }) => region !== null).map((row) => [`${row.id} ${row.region}`, row.value]));
  const scored = [...towns].sort().map((town) => {
    const points = rules.indicators.map((indicator) => pointsOf(indicator, values.get(`${indicator.id} ${town}`)));
    const known = points.flatMap(({ points: its }) => its ?? []);
    return { town, points, score: known.length === points.length ? Rational.sum(known) : undefined };
  });
  const scores = scored.flatMap(({ score }) => score ?? []);
  return scored.map(({ town, points, score }) => ({
    ...{ town, year, score, points },
    rank: score ? 1 + scores.filter((other) => other.compare(score) > 0).length : null,
    below: rules.line && score ? score.compare(rules.line) < 0 : undefined,
  }));
}

function pointsOf(indicator: Weighted, value: Rational | undefined): TownPoints {
  const points = value && indicator.weight.times(Rational.min(Rational.ONE, value.over(indicator.by)));
  return { indicator, value, points };
}
