import type { DepartmentId } from '../grading/fact.js';
import { governs, type Grant } from './grants.js';
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
  /** The zone of the enterprise that the value is of; undefined where it is no single enterprise's. */
  readonly zone?: string | null;
  /** Whether there may be a row, of whatever zone, of which it is granted: what the database is asked for beforehand. */
  readonly anyRow?: boolean;
}

export const REFUSAL_REASONS = ['TAX_SECRET', 'STATISTICS_SECRET', 'PERSONAL_INFORMATION', 'PURPOSE_REQUIRED', 'NOT_SHARED', 'NOT_GRANTED'] as const;
/** PURPOSE_REQUIRED: a grant is there, and the token does not carry the purpose that it is for. */
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export type Decision =
  /** With the departments whose figures the field may give back, as the grants for it say openly. */
  | { readonly granted: true; readonly givesBack?: readonly DepartmentId[] }
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
    grants.filter((grant) => grant.role === role && namesField(grant, coordinate)),
  );
  return (viewer, act, { coordinate, madeOf, zone, anyRow }) => {
    const sharing = register.fields.get(coordinate);
    if (!sharing) return { granted: false, act, department: 'county', reason: 'NOT_GRANTED' };
    if (sharing.class === 'UNCONDITIONAL') return GRANTED;
    const { department } = sharing;
    if (ownDepartment(viewer) === department) return GRANTED;
    if (sharing.class === 'WITHHELD') return { granted: false, act, department, reason: 'NOT_SHARED' };
    const meant = granting(viewer.role, coordinate).filter((grant) => isMeant(grant, { viewer, act, today, zone, anyRow }));
    const named = meant.filter((grant) => hasPurpose(grant, viewer));
    const parts: readonly (DepartmentId | undefined)[] = madeOf && madeOf.length > 0 ? madeOf : [madeOf && 'county'];
    const missing = parts.filter((part) => !named.some((grant) => gives(grant, part, department)));
    if (missing.length === 0) return grantedBy(named);
    const stranger = missing[0];
    const lacking = named.length > 0 && stranger ? stranger : department;
    if (missing.every((part) => meant.some((grant) => gives(grant, part, department)))) return { granted: false, act, department: lacking, reason: 'PURPOSE_REQUIRED' };
    if (lacking === stranger) return { granted: false, act, department: stranger, reason: reasonOf(stranger) };
    return { granted: false, act, department, reason: REASON_OF_SECRECY[sharing.secrecy] };
  };
}

function grantedBy(grants: readonly Grant[]): Decision {
  const givesBack = [...new Set(grants.flatMap((grant) => grant.givesBack ?? []))];
  return givesBack.length === 0 ? GRANTED : { granted: true, givesBack };
}

/** The department whose every field a viewer sees. What the county holds is worked out of everybody's: nobody's own. */
function ownDepartment({ role, department }: Viewer): DepartmentId | undefined {
  return role === 'department' && department !== 'county' ? department : undefined;
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

/** Whether a grant names a field, itself or with its whole type; one on record, of whatever release, none to govern access with. */
export function namesField(grant: Grant, coordinate: string): boolean {
  if (grant.except?.includes(coordinate) || (grant.stored && governs(coordinate))) return false;
  const type = coordinate.slice(0, coordinate.indexOf('.'));
  return grant.fields.includes(coordinate) || grant.fields.includes(`${type}.*`);
}

/** Who wants what on which day, of an enterprise of which zone. */
export interface Asking {
  readonly viewer: Viewer;
  readonly act: Act;
  readonly today: string | undefined;
  readonly zone?: string | null | undefined;
  readonly anyRow?: boolean | undefined;
}

/** Whether a grant is in force for this viewer, act and row, the purpose aside. */
export function isMeant(grant: Grant, { viewer, act, today, zone, anyRow }: Asking): boolean {
  const { acts, subject, department, organisation, zones, from, to } = grant;
  if (acts && !acts.includes(act)) return false;
  if (subject !== undefined && subject !== viewer.subject) return false;
  if (department !== undefined && department !== viewer.department) return false;
  if (organisation !== undefined && organisation !== viewer.organisation) return false;
  if (zones && !anyRow && !liesIn(zones, viewer, zone)) return false;
  if (from === undefined && to === undefined) return true;
  return today !== undefined && (from ?? today) <= today && today <= (to ?? today);
}

/** Whether a token carries the purpose that a grant is for. */
export function hasPurpose({ purpose }: Grant, viewer: Viewer): boolean {
  return purpose === undefined || purpose === viewer.purpose;
}

/** Whether a row lies in zones; where no row is told, whether all that the viewer sees does. */
function liesIn(zones: readonly string[], viewer: Viewer, zone: string | null | undefined): boolean {
  if (zone !== undefined) return zone !== null && zones.includes(zone);
  return zonesOf(viewer)?.every((each) => zones.includes(each)) ?? false;
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
