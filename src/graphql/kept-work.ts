import type { Access } from '../access/decide.js';

/** Lists kept of one thing for one viewer. */
const MOST_LISTS = 8;
/** A list longer than this is made anew for each request: many of them would fill the memory. */
const LONGEST = 20_000;

/**
 * What requests of one viewer make of the same thing again: lists of a directory or an assessment, for as long as that very
 * thing and that viewer's decisions last.
 */
class KeptWork {
  readonly #of = new WeakMap<Access, WeakMap<object, Map<string, unknown>>>();

  /**
   * What the work makes of a thing, made once a request; a list also once for all requests of the viewer.
   * @param ofRequest what this request made of it
   */
  made<T>(access: Access, of: object, key: string, ofRequest: Map<string, unknown>, work: () => T): T {
    const lists = this.#lists(access, of);
    const known = ofRequest.has(key) ? ofRequest : lists;
    if (known.has(key)) return known.get(key) as T;
    const made = work();
    if (!Array.isArray(made) || made.length > LONGEST) {
      ofRequest.set(key, made);
      return made;
    }
    lists.set(key, made);
    if (lists.size > MOST_LISTS) lists.delete(lists.keys().next().value!);
    return made;
  }

  /** One thing of its kind for a viewer and a thing. */
  one<T>(access: Access, of: object, key: string, work: () => T): T {
    const lists = this.#lists(access, of);
    if (!lists.has(key)) lists.set(key, work());
    return lists.get(key) as T;
  }

  #lists(access: Access, of: object): Map<string, unknown> {
    let things = this.#of.get(access);
    if (!things) this.#of.set(access, (things = new WeakMap()));
    let lists = things.get(of);
    if (!lists) things.set(of, (lists = new Map()));
    return lists;
  }
}

/** Of every viewer: what is kept goes with the viewer's decisions. */
export const keptWork = new KeptWork();
