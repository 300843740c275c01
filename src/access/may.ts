import type { DepartmentId } from '../grading/fact.js';
import type { Grant } from './grants.js';
import type { Secrecy, SharingRegister } from './sharing.js';
import type { Role, Viewer } from './viewer.js';

/** What a viewer wants of a field. Whoever may not read it may not learn it by the other ways either. */
export type Act = 'READ' | 'FILTER' | 'ORDER' | 'AGGREGATE';

export interface Subject {
  /** e.g. `Grade.total`. */
  readonly coordinate: string;
  /** The departments whose facts this one value is made of, where that differs from row to row. */
  readonly madeOf?: readonly DepartmentId[];
}

export type RefusalReason = 'TAX_SECRET' | 'STATISTICS_SECRET' | 'PERSONAL_INFORMATION' | 'NOT_SHARED' | 'NOT_GRANTED';

export type Decision =
  | { readonly granted: true }
  | { readonly granted: false; readonly act: Act; readonly department: DepartmentId; readonly reason: RefusalReason };

const REASON_OF_SECRECY: Record<Secrecy, RefusalReason> = {
  TAX: 'TAX_SECRET',
  STATISTICS: 'STATISTICS_SECRET',
  PERSONAL: 'PERSONAL_INFORMATION',
  NONE: 'NOT_GRANTED',
};
const GRANTED: Decision = { granted: true };

export type May = (viewer: Viewer, act: Act, subject: Subject) => Decision;

/**
 * The one place that decides: a field is open if it is shared unconditionally, if it is the viewer's own department's,
 * or if a grant names it. Everything else, a coordinate nobody declared included, is refused.
 */
export function accessRule(register: SharingRegister, grants: readonly Grant[]): May {
  const granting = memoised((role: Role, coordinate: string) =>
    grants.filter((grant) => grant.role === role && names(grant, coordinate)),
  );
  return (viewer, act, { coordinate, madeOf }) => {
    const sharing = register.fields.get(coordinate);
    if (!sharing) return { granted: false, act, department: 'county', reason: 'NOT_GRANTED' };
    if (sharing.class === 'UNCONDITIONAL') return GRANTED;
    const { department } = sharing;
    if (viewer.role === 'department' && viewer.department === department) return GRANTED;
    if (sharing.class === 'WITHHELD') return { granted: false, act, department, reason: 'NOT_SHARED' };
    const named = granting(viewer.role, coordinate);
    if (named.some((grant) => strangers(grant, madeOf).length === 0)) return GRANTED;
    const stranger = named.length > 0 && madeOf ? strangers(named[0]!, madeOf)[0] : undefined;
    if (stranger) return { granted: false, act, department: stranger, reason: reasonOf(stranger) };
    return { granted: false, act, department, reason: REASON_OF_SECRECY[sharing.secrecy] };
  };
}

/** Grants do not change while a rule stands, and a page of 500 rows asks of each field 500 times. */
function memoised<T>(work: (role: Role, coordinate: string) => T): typeof work {
  const known = new Map<string, T>();
  return (role, coordinate) => {
    const key = `${role} ${coordinate}`;
    const found = known.get(key) ?? work(role, coordinate);
    known.set(key, found);
    return found;
  };
}

function names(grant: Grant, coordinate: string): boolean {
  if (grant.except?.includes(coordinate)) return false;
  const type = coordinate.slice(0, coordinate.indexOf('.'));
  return grant.fields.includes(coordinate) || grant.fields.includes(`${type}.*`);
}

/** The departments that a grant bound to `madeOf` does not cover; a value of unknown make is covered by none. */
function strangers(grant: Grant, madeOf: readonly DepartmentId[] | undefined): readonly DepartmentId[] {
  const { madeOf: covered } = grant;
  if (!covered) return [];
  if (!madeOf || madeOf.length === 0) return ['county'];
  return madeOf.filter((department) => !covered.includes(department));
}

function reasonOf(department: DepartmentId): RefusalReason {
  if (department === 'tax') return 'TAX_SECRET';
  return department === 'statistics' ? 'STATISTICS_SECRET' : 'NOT_GRANTED';
}
