import { forEverybody } from './cut-off.js';

/**
 * What was read at data versions, the last `most` of them, each read once however many ask at the same time. At another
 * version it is the same where no record that it is made of came or went between the two: so versions share what a handover
 * did not touch. A failed reading is forgotten.
 */
export class Readings<T> {
  readonly #kept = new Map<string, Map<number, Promise<T>>>();
  readonly #values = new WeakMap<Promise<T>, T>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** @param of what was read, e.g. the year */
  get(version: number, of = ''): Promise<T> | undefined {
    return this.#kept.get(of)?.get(version);
  }

  /** As {@link get}, where the reading is over. */
  atHand(version: number, of = ''): T | undefined {
    const reading = this.get(version, of);
    return reading && this.#values.get(reading);
  }

  /**
   * @param touched whether a record of it came after one version and up to another, or went
   * @param work reads it; `untouched` is what it was at another version, where nothing was touched since
   */
  read(
    version: number,
    touched: (after: number, upTo: number) => Promise<boolean>,
    work: (untouched?: T) => Promise<T>,
    of = '',
  ): Promise<T> {
    const versions = this.#kept.get(of) ?? new Map<number, Promise<T>>();
    const known = versions.get(version);
    const near = known ? undefined : nearest(versions.keys(), version);
    const reading = known ?? forEverybody(() => this.#untouched(versions, near, version, touched).then(work));
    // The last asked for goes last.
    versions.delete(version);
    versions.set(version, reading);
    this.#kept.delete(of);
    this.#kept.set(of, versions);
    if (known) return known;
    reading.then(
      (value) => this.#values.set(reading, value),
      () => versions.delete(version),
    );
    this.#forget();
    return reading;
  }

  async #untouched(
    versions: ReadonlyMap<number, Promise<T>>,
    near: number | undefined,
    version: number,
    touched: (after: number, upTo: number) => Promise<boolean>,
  ): Promise<T | undefined> {
    if (near === undefined) return undefined;
    const other = await versions.get(near)?.catch(() => undefined);
    if (other === undefined || (await touched(Math.min(near, version), Math.max(near, version)))) return undefined;
    return other;
  }

  #forget(): void {
    let size = 0;
    for (const versions of this.#kept.values()) size += versions.size;
    if (size <= this.#most) return;
    const [of, versions] = [...this.#kept].find(([, each]) => each.size > 0)!;
    versions.delete(versions.keys().next().value!);
    if (versions.size === 0) this.#kept.delete(of);
  }
}

function nearest(versions: Iterable<number>, to: number): number | undefined {
  let found: number | undefined;
  for (const version of versions) if (found === undefined || Math.abs(version - to) < Math.abs(found - to)) found = version;
  return found;
}
