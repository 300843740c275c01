import DataLoader from 'dataloader';
import type { EnterpriseReader } from './reader.js';
import type { EnterpriseRecord } from './record.js';

export interface EnterpriseKey {
  readonly creditCode: string;
  readonly version: number;
}
export type EnterpriseLoader = DataLoader<EnterpriseKey, EnterpriseRecord | undefined, string>;

/** Batches the reads of one request: one statement for each version asked in the same tick, at most. */
export function enterpriseLoader(reader: EnterpriseReader): EnterpriseLoader {
  return new DataLoader(
    async (keys) => {
      const read = new Map<number, ReadonlyMap<string, EnterpriseRecord>>();
      for (const version of new Set(keys.map((key) => key.version))) {
        const codes = keys.filter((key) => key.version === version).map(({ creditCode }) => creditCode);
        read.set(version, await reader.some(version, codes));
      }
      return keys.map(({ creditCode, version }) => read.get(version)?.get(creditCode));
    },
    { cacheKeyFn: ({ creditCode, version }) => `${creditCode} ${version}` },
  );
}
