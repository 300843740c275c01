import type { DepartmentId } from '../grading/fact.js';
import { isInForce } from './decide.js';
import { allows, partsNamed, type Act, type Grant } from './grants.js';
import type { Sharing, SharingRegister } from './sharing.js';
import { ROLES, type Role, type Viewer } from './viewer.js';

/** Who might ask. */
export interface Asker extends Partial<
  Pick<Viewer, 'zones' | 'towns' | 'department' | 'creditCode' | 'organisation' | 'purpose' | 'subject'>
> {
  readonly role: Role;
}

/** The viewer that an asker would be. */
export function viewerLike(asker: Asker): Viewer {
  return {
    subject: '',
    zones: [],
    towns: [],
    department: undefined,
    creditCode: undefined,
    organisation: undefined,
    purpose: undefined,
    adhoc: false,
    introspect: false,
    ...asker,
  };
}

/** What opens a field to a role. */
export interface MatrixCell {
  readonly role: Role;
  /** Shared unconditionally, or given by a grant file, under its conditions. */
  readonly shipped: boolean;
  /** The grants on record that name it, by number, each under its own conditions. */
  readonly onRecord: readonly string[];
}

export interface MatrixRow {
  readonly coordinate: string;
  readonly department: DepartmentId;
  /** By role. */
  readonly cells: readonly MatrixCell[];
}

/**
 * By coordinate, which roles may do something with it, and by which grants; a department's own data is not counted.
 * @param files the grants of files @param onRecord those on record
 * @param today YYYY-MM-DD
 */
export function accessMatrix(
  register: SharingRegister,
  { files, onRecord }: { readonly files: readonly Grant[]; readonly onRecord: readonly Grant[] },
  act: Act,
  today: string,
): readonly MatrixRow[] {
  const naming = (grants: readonly Grant[], coordinate: string, sharing: Sharing) =>
    grants.filter((grant) => isInForce(grant, today) && allows(grant, act, sharing) && partsNamed(grant, coordinate, sharing).length > 0);
  return [...register.fields]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([coordinate, sharing]) => {
      const [shipped, stored] = [naming(files, coordinate, sharing), naming(onRecord, coordinate, sharing)];
      const cells = ROLES.map((role) => ({
        role,
        shipped: sharing.class === 'UNCONDITIONAL' || shipped.some(({ to }) => to.role === role),
        onRecord: stored.filter(({ to }) => to.role === role).map(({ id }) => id),
      }));
      return { coordinate, department: sharing.department, cells };
    });
}
