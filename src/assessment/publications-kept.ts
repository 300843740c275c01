import type { Db } from '../db/db.js';
import { Remembered } from '../db/remembered.js';
import { publications, type Publication } from './publications.js';

/** The publications, read again when there are more of them: each is for good as it is. */
export class PublicationsKept {
  readonly #db: Db;
  readonly #all = new Remembered<readonly Publication[]>(1);
  /** How many there are, as whoever looked last found; undefined: nobody has. */
  count: number | undefined;

  constructor(db: Db) {
    this.#db = db;
  }

  /** The publications, the earliest first. @param year of one evaluation year; all years if absent */
  async of(year?: number): Promise<readonly Publication[]> {
    if (this.count === undefined) return publications(this.#db, year);
    const all = await this.#all.read(String(this.count), () => publications(this.#db));
    return year === undefined ? all : all.filter((each) => each.year === year);
  }

  /** Those that no other stands in for. */
  async inForce(): Promise<readonly Publication[]> {
    const all = await this.of();
    const corrected = new Set(all.map(({ corrects }) => corrects));
    return all.filter(({ id }) => !corrected.has(id));
  }
}
