import type { LandBasis } from '../reckoning.js';
import { approvalIndicators } from './approval-indicators.js';
import { countyIndicators } from './county-indicators.js';
import { byIdAndPlace, type IndicatorRow } from './indicator-row.js';
import { regionIndicators } from './region-indicators.js';
import { supplyIndicators } from './supply-indicators.js';
import { targetOf } from './target.js';
import { windowOf } from './window.js';
import { zoneIndicators } from './zone-indicators.js';

/**
 * Every indicator of a year as seen on a day, with the targets in force then (LANDUSE.md, Indicators); by id, region, zone.
 * @throws LandNumberMissing where a number of the rules has no value on a day that is looked at
 */
export function indicatorsOf(basis: LandBasis, year: number, on: string): readonly IndicatorRow[] {
  const window = windowOf(basis, year, on);
  const measured = [
    ...approvalIndicators(window),
    ...supplyIndicators(window),
    ...regionIndicators(window),
    ...countyIndicators(window),
    ...zoneIndicators(window),
  ];
  return measured.sort(byIdAndPlace).map((row) => ({ ...row, year, target: targetOf(basis.rules.targets, row, on) }));
}
