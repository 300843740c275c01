import { Rational } from '../../grading/rational.js';
import type { RegionYear } from '../records.js';
import type { Measured } from './indicator-row.js';
import { divided, type Quotient } from './quotient.js';
import { targetOf } from './target.js';
import type { Window } from './window.js';

const SQUARE_METRES_OF_MU = Rational.of(2000n, 3n);

/** What a region's land yields: one row for each of `region.annual` of the year. */
export function regionIndicators(window: Window): readonly Measured[] {
  const { year, basis } = window;
  return basis.records.regions
    .filter((row) => row.year === year)
    .flatMap((row) => {
      const { region, gdp, builtLand, industrialOutput, industrialLand } = row;
      const of = { region, zone: null, from: `${year}-01-01`, to: `${year}-12-31` };
      return [
        { ...of, id: 'gdp_per_land', ...known({ GDP现价: gdp, 建设用地: builtLand?.over(SQUARE_METRES_OF_MU) }) },
        {
          ...of,
          id: 'industrial_output_per_land',
          ...known({ 工业增加值: industrialOutput, 工业用地: industrialLand?.over(SQUARE_METRES_OF_MU) }),
        },
        { ...of, id: 'land_per_gdp_fall', ...landPerGdpFall(row, window) },
      ] as const;
    });
}

/** The quotient of a row's two values, and which of them is missing. */
function known(values: Readonly<Record<string, Rational | undefined>>): Quotient {
  const [numerator, denominator] = Object.values(values);
  const missing = Object.entries(values).flatMap(([label, value]) => (value ? [] : [label]));
  return { ...divided(numerator, denominator), missing };
}

/** By how much land for a unit of GDP in constant prices has fallen since the base year that its target names. */
function landPerGdpFall(row: RegionYear, { basis, on, year }: Window): Quotient {
  const baseYear = targetOf(basis.rules.targets, { id: 'land_per_gdp_fall', region: row.region, zone: null }, on)?.baseYear;
  const base = basis.records.regions.find((other) => other.region === row.region && other.year === baseYear);
  const [numerator, denominator] = base && base.base === row.base ? [landPerGdp(row), landPerGdp(base)] : [];
  if (numerator && denominator && denominator.sign !== 0) {
    return { value: Rational.ONE.minus(numerator.over(denominator)), numerator, denominator, missing: [] };
  }
  const missing = [baseYear === undefined ? '基期年（目标）' : `${year} 年和 ${baseYear} 年同一不变价基期的 GDP不变价、建设用地`];
  return { ...divided(undefined, undefined), missing };
}

function landPerGdp({ builtLand, gdpConstant }: RegionYear): Rational | undefined {
  return builtLand && gdpConstant && gdpConstant.sign !== 0 ? builtLand.over(gdpConstant) : undefined;
}
