import { Rational } from '../../grading/rational.js';
import { earlierDay } from '../days.js';
import type { MineYear } from '../records.js';
import type { Measured } from './indicator-row.js';
import { count, quotientOf, type Part } from './quotient.js';
import type { Window } from './window.js';

const QUARTERS = [
  { quarter: 1, id: 'key_project_start_rate_1', end: '03-31' },
  { quarter: 2, id: 'key_project_start_rate_2', end: '06-30' },
  { quarter: 3, id: 'key_project_start_rate_3', end: '09-30' },
  { quarter: 4, id: 'key_project_start_rate_4', end: '12-31' },
] as const;

/** What is worked out for the county alone: key projects and mines of the year. */
export function countyIndicators(window: Window): readonly Measured[] {
  const { year, places, basis } = window;
  const of = { region: places.county, zone: null, from: `${year}-01-01` };
  const mines = basis.records.mines.filter((mine) => mine.year === year);
  const mineRow = (id: Measured['id'], part: (mine: MineYear) => readonly Part[]): Measured => ({
    ...of,
    ...{ id, to: `${year}-12-31` },
    ...quotientOf(mines.flatMap(part)),
  });
  return [
    ...QUARTERS.map(({ quarter, id, end }) => ({ ...of, id, ...startRate(window, quarter, `${year}-${end}`) })),
    mineRow('three_rates_met', (mine) => [shareOf(mine, threeRatesMet(mine))]),
    mineRow('green_share', (mine) => [shareOf(mine, mine.greenLevel === null ? undefined : mine.greenLevel !== '无')]),
    mineRow('treated_share', ({ permit: key, treatedArea, areaToTreat }) => [{ key, numerator: treatedArea, denominator: areaToTreat }]),
    ...(mines.some(({ size }) => size !== null)
      ? [mineRow('large_medium_share', (mine) => [shareOf(mine, mine.size === null ? undefined : mine.size !== '小')])]
      : []),
    ...(mines.some(({ clean }) => clean !== undefined) ? [mineRow('clean_share', (mine) => [shareOf(mine, mine.clean)])] : []),
  ];
}

/** Whether all three rates reach their design values; undefined where one of the six is missing. */
export function threeRatesMet(mine: MineYear): boolean | undefined {
  const pairs = [
    [mine.mining, mine.designMining],
    [mine.dressing, mine.designDressing],
    [mine.utilisation, mine.designUtilisation],
  ] as const;
  let isMet = true;
  for (const [rate, design] of pairs) {
    if (!rate || !design) return undefined;
    if (rate.compare(design) < 0) isMet = false;
  }
  return isMet;
}

function shareOf({ permit: key }: MineYear, holds: boolean | undefined): Part {
  return { key, numerator: holds === undefined ? undefined : count(holds), denominator: Rational.ONE };
}

/** Of the year's projects planned up to a quarter, those started by its last day; others that started early are not counted. */
function startRate(
  { year, seenFrom, basis }: Window,
  quarter: number,
  end: string,
): Pick<Measured, 'to' | keyof ReturnType<typeof quotientOf>> {
  const to = earlierDay(end, seenFrom);
  const projects = basis.records.projects.filter((project) => project.year === year);
  const parts = projects.flatMap(({ code: key, plannedQuarter, startedOn }): readonly Part[] => {
    if (plannedQuarter === null) return [{ key, numerator: undefined, denominator: undefined }];
    return plannedQuarter <= quarter ? [{ key, numerator: count(startedOn !== null && startedOn <= to), denominator: Rational.ONE }] : [];
  });
  return { to, ...quotientOf(parts) };
}
