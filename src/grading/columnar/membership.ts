import { ColumnSpace } from '../column-space.js';
import type { Scheme } from '../scheme.js';
import { Kept } from './kept.js';
import type { StandingColumns } from './standing-columns.js';

/** Who is a member of which group, and what was made of these members by the last grade. */
export interface Membership extends StandingColumns {
  /** The rows of all members, group after group, ascending within each: a member's place here is its slot. */
  readonly rows: Int32Array;
  /** The slot of each row, −1 for who is no member. */
  readonly slotOf: Int32Array;
  /** The first slot of each group and, last, the number of slots. */
  readonly from: Int32Array;
  readonly kept: Kept;
}

/** The members of each group, side by side, so that a group is a stretch of every column. */
export function membership(scheme: Scheme, standing: StandingColumns, space = ColumnSpace.NONE): Membership {
  const { groupOf } = standing;
  const from = new Int32Array(scheme.groups.length + 1);
  for (let row = 0; row < groupOf.length; row += 1) if (groupOf[row]! >= 0) from[groupOf[row]! + 1]! += 1;
  for (let group = 1; group < from.length; group += 1) from[group]! += from[group - 1]!;
  const next = from.slice();
  const rows = space.integers(from[scheme.groups.length]!);
  const slotOf = space.integers(groupOf.length);
  for (let row = 0; row < groupOf.length; row += 1) {
    const group = groupOf[row]!;
    if (group < 0) {
      slotOf[row] = -1;
      continue;
    }
    const slot = next[group]!;
    next[group] = slot + 1;
    slotOf[row] = slot;
    rows[slot] = row;
  }
  return { ...standing, rows, slotOf, from, kept: new Kept() };
}
