import type { DepartmentId } from '../grading/fact.js';
import type { Grant } from './grants.js';
import type { Secrecy, SharingRegister } from './sharing.js';
import { zonesOf } from './rows.js';
import type { Role, Viewer } from './viewer.js';

/** What a viewer wants of a field. Whoever may not read it may not learn it by the other ways either. */
export const ACTS = ['READ', 'FILTER', 'ORDER', 'AGGREGATE', 'DERIVE', 'EXPORT'] as const;
export type Act = (typeof ACTS)[number];
/** What selecting a field amounts to: reading it, or taking it away in a file. */
export type SelectionAct = Extract<Act, 'READ' | 'EXPORT'>;

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
 * @param today YYYY-MM-DD; without it grants that end are not in force
 */
export function accessRule(register: SharingRegister, grants: readonly Grant[], today?: string): May {
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
    const named = granting(viewer.role, coordinate).filter((grant) => applies(grant, viewer, act, today));
    const parts: readonly (DepartmentId | undefined)[] = madeOf && madeOf.length > 0 ? madeOf : [madeOf && 'county'];
    const missing = parts.filter((part) => !named.some((grant) => gives(grant, part, department)));
    if (missing.length === 0) return GRANTED;
    const stranger = missing[0];
    if (named.length > 0 && stranger) return { granted: false, act, department: stranger, reason: reasonOf(stranger) };
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

/** Whether a grant holds for this viewer, act and day. */
export function applies(grant: Grant, viewer: Viewer, act: Act, today: string | undefined): boolean {
  const { acts, subject, department, zones, purpose, from, to } = grant;
  if (acts && !acts.includes(act)) return false;
  if (subject !== undefined && subject !== viewer.subject) return false;
  if (department !== undefined && department !== viewer.department) return false;
  if (zones && !(zonesOf(viewer)?.every((zone) => zones.includes(zone)) ?? false)) return false;
  if (purpose !== undefined && purpose !== viewer.purpose) return false;
  if (from === undefined && to === undefined) return true;
  return today !== undefined && (from ?? today) <= today && today <= (to ?? today);
}

/**
 * Whether a grant gives what one department's facts add to a value. One on record gives of its owner's alone; a value
 * that does not say what it is made of (undefined) is its field's department's.
 */
function gives({ stored, madeOf }: Grant, part: DepartmentId | undefined, department: DepartmentId): boolean {
  if (stored) return stored.owner === (part ?? department);
  return !madeOf || (part !== undefined && madeOf.includes(part));
}

function reasonOf(department: DepartmentId): RefusalReason {
  if (department === 'tax') return 'TAX_SECRET';
  return department === 'statistics' ? 'STATISTICS_SECRET' : 'NOT_GRANTED';
}
