import DataLoader from 'dataloader';

/** Whose record of which year, as it held at which data version. */
export interface AnnualKey {
  readonly creditCode: string;
  readonly year: number;
  readonly version: number;
}

/** The loaders of a department with yearly records. */
export interface AnnualLoaders<Rec> {
  readonly records: AnnualLoader<Rec>;
}

/** Gives yearly records one by one. */
export class AnnualLoader<Rec> {
  /** What is not at hand. */
  readonly batches: DataLoader<AnnualKey, Rec | undefined, string>;
  readonly #reader: SomeReader<Rec>;

  constructor(reader: SomeReader<Rec>) {
    this.#reader = reader;
    this.batches = new DataLoader(async (keys) => readAll(reader, keys), {
      cacheKeyFn: ({ creditCode, year, version }) => `${creditCode} ${year} ${version}`,
    });
  }

  /** At once where the record is at hand; else with all that are asked for in the same tick. */
  load(key: AnnualKey): Rec | undefined | Promise<Rec | undefined> {
    const atHand = this.#reader.atHand(key.version, key.year, key.creditCode);
    return atHand ? atHand.record : this.batches.load(key);
  }
}

/** A record that is at hand, or that there is none. */
export interface AtHand<Rec> {
  readonly record: Rec | undefined;
}

interface SomeReader<Rec> {
  atHand(version: number, year: number, creditCode: string): AtHand<Rec> | undefined;
  some(version: number, year: number, creditCodes: readonly string[]): Promise<ReadonlyMap<string, Rec>>;
}

/** Batches the reads of one request: one `some` for each year and version asked in the same tick. */
export function annualLoaders<Rec>(reader: SomeReader<Rec>): AnnualLoaders<Rec> {
  return { records: new AnnualLoader(reader) };
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
