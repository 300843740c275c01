import { isAmong, type Rows } from '../access/rows.js';
import type { Directory } from '../enterprise/directory.js';

/** What a viewer's register is of the whole one: the same for every request of the same reach at the same data version. */
const known = new WeakMap<Directory, Uint8Array>();

/**
 * Which rows of the whole register are there for who is bound to some: by the rule, and by what the database gave. 1 where
 * a row is.
 * @param given the register as the database gave it to the viewer; it is of one reach
 */
export function visibleRows(whole: Directory, given: Directory, rows: Rows): Uint8Array {
  const found = known.get(given);
  if (found?.length === whole.size) return found;
  const mask = new Uint8Array(whole.size);
  // What was not given is not visible, so that only what was is asked about.
  for (const creditCode of given.creditCodes) {
    const row = whole.row(creditCode);
    if (row !== undefined && isAmong(rows, whole.record(row))) mask[row] = 1;
  }
  known.set(given, mask);
  return mask;
}
