import type { DepartmentId } from '../grading/fact.js';
import type { Act } from './grants.js';
import type { Row } from './rows.js';
import type { Sharing } from './sharing.js';

/** The enterprise that a value is of, and of which year the value is, where it is of one. */
export interface ValueRow extends Row {
  readonly year?: number | undefined;
  /** The first year whose records it is made of; undefined: that year alone. */
  readonly since?: number | undefined;
  /** The data version that it was reckoned at. */
  readonly version?: number | undefined;
}

/** The departments whose part is given of some of the viewer's enterprises. */
export interface PartForSome {
  readonly departments: ReadonlySet<DepartmentId>;
  /** Whether those are the enterprises that consented. */
  readonly byConsent: boolean;
  readonly covers: (row: ValueRow) => boolean;
}

/** What was decided for one coordinate and act of one viewer, before anything is read. */
export interface Decision {
  readonly coordinate: string;
  readonly act: Act;
  /** Undefined: nobody declared the coordinate, and nobody gets it. */
  readonly sharing: Sharing | undefined;
  /** Given to everybody who is given the object that holds it. */
  readonly isOpen: boolean;
  /** The departments whose part is given of all the viewer's enterprises. */
  readonly all: ReadonlySet<DepartmentId>;
  readonly some: readonly PartForSome[];
  /** The departments whose part a grant would give, but for the purpose of the token. */
  readonly lackingPurpose: ReadonlySet<DepartmentId>;
}

const NOTHING: readonly DepartmentId[] = [];

/** The departments whose parts a value needs unless its object says so itself. */
export function declaredParts({ kind, department, madeOf }: Sharing): readonly DepartmentId[] {
  return madeOf.length > 0 && kind !== 'AGGREGATE' ? madeOf : [department];
}

/**
 * The departments of those required whose part is not given; none: the value is.
 * @param rows the enterprises that the value is of: of a parcel or a finding holder and taxpayer, of which either
 *   suffices, but each must have consented where it is given by consent; none: the value is not of single enterprises
 */
export function missingParts(
  { sharing, isOpen, all, some }: Decision,
  required: readonly DepartmentId[],
  rows: readonly ValueRow[] = [],
): readonly DepartmentId[] {
  if (isOpen) return NOTHING;
  let missing: DepartmentId[] | undefined;
  for (const part of required) {
    // What is made of the register comes with the row; the register itself with there being rows at all.
    if ((part === 'register' && sharing?.department !== 'register') || all.has(part)) continue;
    if (rows.length > 0 && some.some((given) => given.departments.has(part) && coversValue(given, rows))) continue;
    (missing ??= []).push(part);
  }
  return missing ?? NOTHING;
}

function coversValue({ byConsent, covers }: PartForSome, rows: readonly ValueRow[]): boolean {
  return byConsent ? rows.every(covers) : rows.some(covers);
}

/** Whether there may be a row of which some value of the coordinate is given; a sum is its owner's to give. */
export function couldBeGiven({ sharing, isOpen, all, some }: Decision): boolean {
  if (isOpen) return true;
  if (sharing?.kind === 'AGGREGATE') {
    return all.has(sharing.department) || some.some(({ departments }) => departments.has(sharing.department));
  }
  return all.size > 0 || some.length > 0;
}
