import { Rational } from '../../grading/rational.js';
import type { LandIndicatorId } from '../../policy/land-indicators.js';
import type { ZoneIdeals } from '../../policy/land-rules.js';
import type { ZoneYear } from '../records.js';
import type { Measured } from './indicator-row.js';
import { divided, type Quotient } from './quotient.js';
import type { Window } from './window.js';

const SQUARE_METRES_OF_HECTARE = Rational.integer(10_000);

type Operand = (row: ZoneYear) => Rational | undefined;

const readyOrBuilt: Operand = ({ built, ready }) => built && ready && built.plus(ready);
const buildable: Operand = (row) => {
  const { notReady } = row;
  const rest = readyOrBuilt(row);
  return rest && notReady && rest.plus(notReady);
};
const built: Operand = (row) => row.built;
const supplied: Operand = (row) => row.supplied;
const industrial: Operand = (row) => row.industrial;
const hectares =
  (area: Operand): Operand =>
  (row) =>
    area(row)?.over(SQUARE_METRES_OF_HECTARE);

/** Numerator and denominator of each of the zone's twelve (names follow TD/T 1029). */
const QUOTIENTS: readonly (readonly [LandIndicatorId, Operand, Operand])[] = [
  ['development_rate', readyOrBuilt, buildable],
  ['supply_rate', supplied, readyOrBuilt],
  ['built_rate', built, supplied],
  ['industrial_share', industrial, built],
  ['far', (row) => row.floorArea, built],
  ['industrial_far', (row) => row.industrialFloorArea, industrial],
  ['industrial_density', (row) => row.industrialBaseArea, industrial],
  ['investment_intensity', (row) => row.industrialInvestment, hectares(industrial)],
  ['industrial_tax_per_land', (row) => row.industrialTax, hectares(industrial)],
  ['tax_per_land', (row) => row.tax, hectares(built)],
  ['population_density', (row) => row.population, hectares(built)],
  ['idle_rate', (row) => row.idle, supplied],
];

/** How intensively zones use their land: for each row of `zone.landuse` of the year. */
export function zoneIndicators({ year, basis }: Window): readonly Measured[] {
  const ideals = basis.rules.zoneIdeals;
  return basis.records.zones
    .filter((row) => row.year === year)
    .flatMap((row) => {
      const of = { region: null, zone: row.zone, from: `${year}-01-01`, to: `${year}-12-31` };
      const quotients = QUOTIENTS.map(([id, above, below]) => ({ ...of, id, ...quotient(row, above, below) }));
      if (!ideals.years.includes(year)) return quotients;
      return [...quotients, { ...of, id: 'zone_score', ...scoreOf(ideals, quotients) } as const];
    });
}

function quotient(row: ZoneYear, above: Operand, below: Operand): Quotient {
  const found = divided(above(row), below(row));
  return { ...found, missing: found.numerator && found.denominator ? [] : [row.zone] };
}

/** Σ weight × min(1, x ÷ ideal), the share of idle land entering as what is not idle; one missing: it cannot be told. */
function scoreOf({ indicators }: ZoneIdeals, quotients: readonly Measured[]): Quotient {
  const points: Rational[] = [];
  const missing: string[] = [];
  for (const { id, weight, by: ideal } of indicators) {
    const value = quotients.find((each) => each.id === id)?.value;
    const entering = value && id === 'idle_rate' ? Rational.ONE.minus(value) : value;
    if (entering) points.push(weight.times(Rational.min(Rational.ONE, entering.over(ideal))));
    else missing.push(id);
  }
  const value = missing.length === 0 ? Rational.sum(points) : undefined;
  return { value, numerator: undefined, denominator: undefined, missing };
}
