import type { DepartmentId } from '../grading/fact.js';
import { SAMPLE_GRANTS, type Grant } from './grants.js';
import { accessRule, namesField, type Act } from './may.js';
import type { SharingRegister } from './sharing.js';
import { ROLES, type Role, type Viewer } from './viewer.js';

/** Who might ask. */
export interface Asker extends Partial<Pick<Viewer, 'zones' | 'department' | 'organisation' | 'purpose' | 'subject'>> {
  readonly role: Role;
}

/** The viewer that an asker would be. */
export function viewerLike(asker: Asker): Viewer {
  return { subject: '', zones: [], department: undefined, organisation: undefined, purpose: undefined, adhoc: false, introspect: false, ...asker };
}

/** What opens a field to a role. */
export interface MatrixCell {
  readonly role: Role;
  /** Shared unconditionally, or by the grants that ship; nothing more is asked of a token. */
  readonly shipped: boolean;
  /** The numbers of grants on record that are in force, each under its own conditions. */
  readonly onRecord: readonly number[];
}

export interface MatrixRow {
  readonly coordinate: string;
  readonly department: DepartmentId;
  /** By role. */
  readonly cells: readonly MatrixCell[];
}

/**
 * By coordinate, which roles may do something with it, and by what; a department's own data is not counted.
 * @param onRecord the grants on record
 * @param today YYYY-MM-DD
 */
export function accessMatrix(register: SharingRegister, onRecord: readonly Grant[] = [], act: Act = 'READ', today?: string): readonly MatrixRow[] {
  const rule = accessRule(register, SAMPLE_GRANTS);
  const inForce = onRecord.filter(({ acts, from, to }) => (!acts || acts.includes(act)) && (today === undefined || ((from ?? today) <= today && today <= (to ?? today))));
  return [...register.fields]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([coordinate, { department }]) => ({
      ...{ coordinate, department },
      cells: ROLES.map((role) => ({
        role,
        shipped: [undefined, [department]].some((madeOf) => rule(viewerLike({ role }), act, { coordinate, madeOf }).granted),
        onRecord: inForce.flatMap((grant) => (grant.role === role && grant.stored && namesField(grant, coordinate) ? [grant.stored.id] : [])),
      })),
    }));
}
