import type { Scheme } from '../scheme.js';
import { Kept } from './kept.js';
import type { StandingColumns } from './standing-columns.js';

/** Who is a member of which group, and what was made of these members by the last grade. */
export interface Membership extends StandingColumns {
  /** The members of each group, by the scheme's order, ascending. */
  readonly rowsOf: readonly Int32Array[];
  /** The place of each row in its group. */
  readonly placeOf: Int32Array;
  readonly kept: Kept;
}

export function membership(scheme: Scheme, standing: StandingColumns): Membership {
  const { groupOf } = standing;
  const sizes = scheme.groups.map(() => 0);
  const placeOf = new Int32Array(groupOf.length);
  for (let row = 0; row < groupOf.length; row += 1) {
    const group = groupOf[row]!;
    if (group < 0) continue;
    placeOf[row] = sizes[group]!;
    sizes[group] = placeOf[row]! + 1;
  }
  const rowsOf = sizes.map((size) => new Int32Array(size));
  for (let row = 0; row < groupOf.length; row += 1) if (groupOf[row]! >= 0) rowsOf[groupOf[row]!]![placeOf[row]!] = row;
  return { ...standing, rowsOf, placeOf, kept: new Kept() };
}
