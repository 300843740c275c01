import DataLoader from 'dataloader';

/** Whose record of which year, as it held at which data version. */
export interface AnnualKey {
  readonly creditCode: string;
  readonly year: number;
  readonly version: number;
}

/** The loaders of a department with yearly records. */
export interface AnnualLoaders<Rec> {
  readonly records: DataLoader<AnnualKey, Rec | undefined, string>;
}

interface SomeReader<Rec> {
  some(version: number, year: number, creditCodes: readonly string[]): Promise<ReadonlyMap<string, Rec>>;
}

/** Batches the reads of one request: one `some` for each year and version asked in the same tick. */
export function annualLoaders<Rec>(reader: SomeReader<Rec>): AnnualLoaders<Rec> {
  return {
    records: new DataLoader(async (keys) => readAll(reader, keys), {
      cacheKeyFn: ({ creditCode, year, version }) => `${creditCode} ${year} ${version}`,
    }),
  };
}

async function readAll<Rec>(reader: SomeReader<Rec>, keys: readonly AnnualKey[]): Promise<(Rec | undefined)[]> {
  const asked = new Map<string, { year: number; version: number; creditCodes: string[] }>();
  for (const { creditCode, year, version } of keys) {
    const together = asked.get(`${year} ${version}`);
    if (together) together.creditCodes.push(creditCode);
    else asked.set(`${year} ${version}`, { year, version, creditCodes: [creditCode] });
  }
  const read = new Map<string, ReadonlyMap<string, Rec>>();
  await Promise.all(
    [...asked].map(async ([when, { year, version, creditCodes }]) => {
      read.set(when, await reader.some(version, year, creditCodes));
    }),
  );
  return keys.map(({ creditCode, year, version }) => read.get(`${year} ${version}`)?.get(creditCode));
}
