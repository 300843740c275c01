/** Beyond this share of its places in use, a table of hashes grows. */
const FULLEST = 0.5;
const SMALLEST = 1 << 10;

/**
 * Where in a file each key was first seen: of a key no more is kept than 64 bits of a hash and the place, so that millions
 * take some dozens of megabytes. Two keys may be taken for one, one key never for two.
 */
export class SeenKeys {
  #left = new Uint32Array(SMALLEST);
  #right = new Uint32Array(SMALLEST);
  /** The place plus one; 0: free. */
  #places = new Uint32Array(SMALLEST);
  #count = 0;

  /** Where the key was first seen, undefined if that is here. @param place its number in the file, from 0 */
  firstSeen(key: string, place: number): number | undefined {
    let left = 0x811c9dc5;
    let right = 0x9747b28c;
    for (let i = 0; i < key.length; i += 1) {
      const unit = key.charCodeAt(i);
      left = Math.imul(left ^ unit, 0x01000193);
      right = Math.imul(right ^ unit, 0x5bd1e995);
      right ^= right >>> 15;
    }
    left = Math.imul(left ^ (left >>> 16), 0x85ebca6b);
    const at = this.#find((left ^ (left >>> 13)) >>> 0, right >>> 0);
    const found = this.#places[at]!;
    if (found > 0) return found - 1;
    this.#put(at, (left ^ (left >>> 13)) >>> 0, right >>> 0, place + 1);
    this.#count += 1;
    if (this.#count > FULLEST * this.#places.length) this.#grow();
    return undefined;
  }

  /** The place that holds the hash, or the free one that it belongs in. */
  #find(left: number, right: number): number {
    const mask = this.#places.length - 1;
    let at = left & mask;
    while (this.#places[at] !== 0 && (this.#left[at] !== left || this.#right[at] !== right)) at = (at + 1) & mask;
    return at;
  }

  #put(at: number, left: number, right: number, place: number): void {
    this.#left[at] = left;
    this.#right[at] = right;
    this.#places[at] = place;
  }

  #grow(): void {
    const [left, right, places] = [this.#left, this.#right, this.#places];
    const size = 2 * places.length;
    [this.#left, this.#right, this.#places] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
    for (let i = 0; i < places.length; i += 1) {
      if (places[i] !== 0) this.#put(this.#find(left[i]!, right[i]!), left[i]!, right[i]!, places[i]!);
    }
  }
}
