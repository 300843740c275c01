import type { DepartmentId } from '../../grading/fact.js';
import type { ObjectionKind } from './table.js';

/** Whose figure an objection of a kind is about that names no item; DATA does not say: an office forwards it. */
const OF_KIND: Record<ObjectionKind, DepartmentId | undefined> = {
  DATA: undefined,
  PARCEL: 'land',
  LEASE: 'land',
  METER: 'utilities',
  ADJUSTMENT: 'county',
  PARTICIPATION: 'county',
  CLASS: 'county',
};

/**
 * The department that decides an objection: that whose figure the item is; the evaluation office (`county`) decides on
 * adjustments, participation and classes, whatever the item, and on events and declared facts (ROUND.md, Who does what).
 * @param item the department of the item, where it is about one
 * @returns undefined: it has to be said which
 */
export function ownerOf(kind: ObjectionKind, item: DepartmentId | undefined): DepartmentId | undefined {
  return OF_KIND[kind] === 'county' ? 'county' : (item ?? OF_KIND[kind]);
}
