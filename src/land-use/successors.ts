import { countsOn } from './days.js';
import type { Transfer } from './records.js';

/** What parcels were divided into, and from which they came. */
export class Successors {
  readonly #into = new Map<string, string[]>();
  readonly #from = new Map<string, string[]>();

  /** As known on a day: each 分割 that counts by then. */
  constructor(transfers: readonly Transfer[], on: string) {
    for (const { kind, parcelCode, date, successors } of transfers) {
      if (kind !== '分割' || parcelCode === null || !countsOn(on, date)) continue;
      for (const successor of successors) {
        if (successor === parcelCode) continue;
        add(this.#into, parcelCode, successor);
        add(this.#from, successor, parcelCode);
      }
    }
  }

  /** The parcels that stand for one today: what it was divided into, and these again; itself where it was not divided. */
  representing(code: string): readonly string[] {
    if (!this.#into.has(code)) return [code];
    const last = this.following(code).filter((each) => !this.#into.has(each));
    return last.length === 0 ? [code] : last;
  }

  /** A parcel with all that it was divided into on the way. */
  following(code: string): readonly string[] {
    return reached(code, this.#into);
  }

  /** A parcel with all that it came from. */
  preceding(code: string): readonly string[] {
    return reached(code, this.#from);
  }

  /** What a parcel was divided into at once. */
  into(code: string): readonly string[] {
    return this.#into.get(code) ?? [];
  }
}

function reached(code: string, next: ReadonlyMap<string, readonly string[]>): readonly string[] {
  if (!next.has(code)) return [code];
  const found = new Set([code]);
  // A set that grows while it is walked is walked to its end.
  for (const each of found) for (const other of next.get(each) ?? []) found.add(other);
  return [...found];
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
