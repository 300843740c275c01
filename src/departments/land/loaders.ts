import { annualLoaders, type AnnualLoaders } from '../annual-loaders.js';
import type { LandReader } from './reader.js';
import type { LandHolding } from './record.js';

export interface LandLoaders {
  readonly holdings: AnnualLoaders<LandHolding>['records'];
}

/** Batches the reads of one request. */
export function landLoaders(reader: LandReader): LandLoaders {
  return { holdings: annualLoaders(reader).records };
}
