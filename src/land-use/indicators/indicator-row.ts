import type { LandIndicatorId } from '../../policy/land-indicators.js';
import type { LandTarget } from '../../policy/land-rules.js';
import { byText } from '../grouped.js';
import type { Place } from '../places.js';
import type { Quotient } from './quotient.js';

/** An indicator before its target is found. */
export interface Measured extends Place, Quotient {
  readonly id: LandIndicatorId;
  /** First and last day of the records that it counts. */
  readonly from: string;
  readonly to: string;
}

/** An indicator of a year, for the county, a town or a zone. */
export interface IndicatorRow extends Measured {
  readonly year: number;
  readonly target: LandTarget | undefined;
}

/** By id, region, zone, by code points, null first. */
export function byIdAndPlace(a: Measured, b: Measured): number {
  return byText(a.id, b.id) || byText(a.region, b.region) || byText(a.zone, b.zone);
}
