import type { DatasetDefinition } from './dataset.js';
import type { Row } from './row.js';
import { SeenKeys } from './seen-keys.js';

/**
 * What a row's key is worth among its file's: the row to take, a repetition of the one in line `as`, or one of several that
 * disagree, of which another stands in line `with`.
 */
export type Standing =
  { readonly kind: 'single' } | { readonly kind: 'same'; readonly as: number } | { readonly kind: 'conflict'; readonly with: number };

/** The rows of a key that is there more than once. */
interface Group {
  readonly first: number;
  readonly line: number;
  /** What the first says besides its key. */
  readonly says: string;
  /** The line of the first that says otherwise. */
  otherwise?: number;
}

const SINGLE: Standing = { kind: 'single' };
const SEPARATOR = '\u0001';

/**
 * Finds how rows without an error stand to one another by the parsed values of known columns: repetitions after the first
 * are `same`; where any row of a key says otherwise, every row of that key is in `conflict`. No row is kept: all are shown
 * once, by number; those that may be of one key a second time, since only then it is known how the first of them stands.
 */
export class Duplicates {
  readonly #keys: readonly string[];
  readonly #others: readonly string[];
  readonly #seen = new SeenKeys();
  readonly #firsts = new Set<number>();
  readonly #repeated = new Set<number>();
  readonly #groups = new Map<string, Group>();

  constructor({ columns }: DatasetDefinition) {
    this.#keys = columns.filter(({ key }) => key).map(({ field }) => field);
    this.#others = columns.filter(({ key }) => !key).map(({ field }) => field);
  }

  /** Whether no row of its key came before. @param number of the row in the file */
  isFirst(row: Row, number: number): boolean {
    const first = this.#seen.firstSeen(this.#keyOf(row), number);
    if (first === undefined) return true;
    this.#firsts.add(first);
    this.#repeated.add(number);
    return false;
  }

  get any(): boolean {
    return this.#repeated.size > 0;
  }

  /** What is to be shown again: rows that were not the first, and those that were before them. */
  wants(number: number): boolean {
    return this.#repeated.has(number) || this.#firsts.has(number);
  }

  /** Whether the row was the first of its key, as far as could be told. */
  passedFor(number: number): boolean {
    return !this.#repeated.has(number);
  }

  /** Shows a wanted row again. */
  compare(row: Row, number: number): void {
    const key = this.#keyOf(row);
    const says = JSON.stringify(this.#others.map((field) => row.values[field]));
    const group = this.#groups.get(key);
    if (!group) this.#groups.set(key, { first: number, line: row.line, says });
    else if (group.says !== says) group.otherwise ??= row.line;
  }

  /** How a row stands, once all were compared. */
  standing(row: Row, number: number): Standing {
    const { first, line, otherwise } = this.#groups.get(this.#keyOf(row))!;
    if (otherwise !== undefined) return { kind: 'conflict', with: number === first ? otherwise : line };
    return number === first ? SINGLE : { kind: 'same', as: line };
  }

  #keyOf(row: Row): string {
    let key = '';
    for (const field of this.#keys) key += `${row.values[field] ?? ''}${SEPARATOR}`;
    return key;
  }
}
