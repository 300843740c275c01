import { ColumnSpace } from '../column-space.js';
import type { Scheme } from '../scheme.js';
import { Kept } from './kept.js';
import type { StandingColumns } from './standing-columns.js';

/** Who is a member of which group, and what was made of these members by the last grade. */
export interface Membership {
  /** The place of a row's state in the scheme's `states`, −1 for none. */
  readonly stateOf: (row: number) => number;
  /** The place of its group in `groups`, −1 for none. */
  readonly groupOf: (row: number) => number;
  /** The rows of all members, group after group, ascending within each: a member's place here is its slot. */
  readonly rows: Int32Array;
  /** The slot of each row, −1 for who is no member. */
  readonly slotOf: Int32Array;
  /** The first slot of each group and, last, the number of slots. */
  readonly from: Int32Array;
  readonly kept: Kept;
}

/** The members of each group, side by side, so that a group is a stretch of every column. */
export function membership(scheme: Scheme, { codes, states, groups }: StandingColumns, space = ColumnSpace.NONE): Membership {
  const from = firstSlots(scheme.groups.length, groups, countEach(codes, groups.length));
  const rows = space.integers(from[scheme.groups.length]!);
  const slotOf = space.integers(codes.length);
  putSideBySide(codes, groups, from.slice(), rows, slotOf);
  return { stateOf: (row) => states[codes[row]!]!, groupOf: (row) => groups[codes[row]!]!, rows, slotOf, from, kept: new Kept() };
}

/** How many rows have each code. */
function countEach(codes: StandingColumns['codes'], count: number): Int32Array {
  const counts = new Int32Array(count);
  for (let row = 0; row < codes.length; row += 1) counts[codes[row]!]! += 1;
  return counts;
}

function firstSlots(size: number, groups: Int16Array, counts: Int32Array): Int32Array {
  const from = new Int32Array(size + 1);
  for (const [code, group] of groups.entries()) if (group >= 0) from[group + 1]! += counts[code]!;
  for (let group = 1; group < from.length; group += 1) from[group]! += from[group - 1]!;
  return from;
}

/** @param next the first slot of each group that is free */
function putSideBySide(codes: StandingColumns['codes'], groups: Int16Array, next: Int32Array, rows: Int32Array, slotOf: Int32Array): void {
  for (let row = 0; row < codes.length; row += 1) {
    const group = groups[codes[row]!]!;
    if (group < 0) {
      slotOf[row] = -1;
      continue;
    }
    const slot = next[group]!;
    next[group] = slot + 1;
    slotOf[row] = slot;
    rows[slot] = row;
  }
}
