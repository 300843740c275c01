import DataLoader from 'dataloader';
import type { AnnualKey } from '../annual-loaders.js';
import type { LandReader } from './reader.js';
import type { LandHolding } from './record.js';

export interface LandLoaders {
  readonly holdings: HoldingLoader;
}

/** Gives what single enterprises hold in a year. */
export class HoldingLoader {
  readonly batches: DataLoader<AnnualKey, LandHolding | undefined, string>;
  readonly #reader: LandReader;

  constructor(reader: LandReader) {
    this.#reader = reader;
    this.batches = new DataLoader(
      (keys) => Promise.all(keys.map(async ({ creditCode, year, version }) => (await reader.holdings(version, year)).get(creditCode))),
      { cacheKeyFn: ({ creditCode, year, version }) => `${creditCode} ${year} ${version}` },
    );
  }

  /** At once where the year's holdings were worked out before; the reader keeps them by data version. */
  load(key: AnnualKey): LandHolding | undefined | Promise<LandHolding | undefined> {
    const year = this.#reader.holdingsAtHand(key.version, key.year);
    return year ? year.get(key.creditCode) : this.batches.load(key);
  }
}

/** The loaders of one request. */
export function landLoaders(reader: LandReader): LandLoaders {
  return { holdings: new HoldingLoader(reader) };
}
