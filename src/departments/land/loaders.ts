import DataLoader from 'dataloader';
import type { AnnualKey } from '../annual-loaders.js';
import type { LandReader } from './reader.js';
import type { LandHolding } from './record.js';

export interface LandLoaders {
  readonly holdings: DataLoader<AnnualKey, LandHolding | undefined, string>;
}

/** Reads a year's holdings once a request; the reader keeps them by data version. */
export function landLoaders(reader: LandReader): LandLoaders {
  return {
    holdings: new DataLoader(
      (keys) => Promise.all(keys.map(async ({ creditCode, year, version }) => (await reader.holdings(version, year)).get(creditCode))),
      { cacheKeyFn: ({ creditCode, year, version }) => `${creditCode} ${year} ${version}` },
    ),
  };
}
