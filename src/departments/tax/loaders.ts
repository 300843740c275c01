import DataLoader from 'dataloader';
import { annualLoaders, type AnnualLoaders } from '../annual-loaders.js';
import type { LandSource } from './land-source.js';
import type { TaxReader } from './reader.js';
import type { TaxRecord } from './record.js';

/** A parcel by the first 19 characters of its unit code. */
export interface ParcelKey {
  readonly parcel: string;
  readonly version: number;
}

export interface TaxLoaders extends AnnualLoaders<TaxRecord> {
  readonly landSources: DataLoader<ParcelKey, readonly LandSource[], string>;
}

/** Batches the reads of one request. */
export function taxLoaders(reader: TaxReader): TaxLoaders {
  return {
    ...annualLoaders(reader),
    landSources: new DataLoader(async (keys) => landSources(reader, keys), {
      cacheKeyFn: ({ parcel, version }) => `${parcel} ${version}`,
    }),
  };
}

async function landSources(reader: TaxReader, keys: readonly ParcelKey[]): Promise<(readonly LandSource[])[]> {
  const versions = [...new Set(keys.map(({ version }) => version))];
  const read = new Map<number, readonly LandSource[]>();
  for (const version of versions) {
    const parcels = keys.filter((key) => key.version === version).map(({ parcel }) => parcel);
    read.set(version, await reader.landSources.onParcels(version, parcels));
  }
  return keys.map(({ parcel, version }) => (read.get(version) ?? []).filter(({ unitCode }) => unitCode?.startsWith(parcel)));
}
