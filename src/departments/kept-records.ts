import type { AtHand } from './annual-loaders.js';

/** The records that one reader keeps beside whole years: as many as a few pages of lists need. */
const MOST = 4_000;

/** Single records that were read at a data version, which never change; those read first are forgotten first. */
export class KeptRecords<Rec> {
  readonly #kept = new Map<string, Map<string, AtHand<Rec>>>();
  #size = 0;

  has(when: string, creditCode: string): boolean {
    return this.#kept.get(when)?.has(creditCode) ?? false;
  }

  get(when: string, creditCode: string): AtHand<Rec> | undefined {
    return this.#kept.get(when)?.get(creditCode);
  }

  /** @param when data version and year @param record undefined: there is none */
  keep(when: string, creditCode: string, record: Rec | undefined): void {
    const known = this.#kept.get(when) ?? new Map<string, AtHand<Rec>>();
    this.#kept.set(when, known);
    if (!known.has(creditCode)) this.#size += 1;
    known.set(creditCode, { record });
    if (this.#size > MOST) this.#forgetOne();
  }

  #forgetOne(): void {
    const [when, oldest] = this.#kept.entries().next().value!;
    oldest.delete(oldest.keys().next().value!);
    this.#size -= 1;
    if (oldest.size === 0) this.#kept.delete(when);
  }
}
