import type { DepartmentId } from '../grading/fact.js';
import type { Access } from './decide.js';
import { couldBeGiven } from './decision.js';
import type { Rows } from './rows.js';

/** Whose rows the database gives: what stands in its settings while it is read, and what its policies ask. */
export interface Reach {
  /** The departments whose rows are read, by name. */
  readonly departments: readonly DepartmentId[];
  /** The enterprises whose rows are read. */
  readonly rows: Rows;
  /** The parcels (the first 19 characters of unit codes) that are read besides: their taxpayers are among the rows; none unless given. */
  readonly parcels?: readonly string[];
  /** The departments whose access log is read; none unless given. */
  readonly logs?: readonly DepartmentId[];
  /** The departments that were asked for the grants that are read; none unless given. */
  readonly grants?: readonly DepartmentId[];
  /** Who reads: what came from them among what offices keep is theirs; nobody unless given. */
  readonly subject?: string;
}

/**
 * How far a viewer reaches: the departments of which any record could be given, and the enterprises that there are for
 * the viewer. The register comes with any of them, since a row is a zone's by the register. A grant for some enterprises
 * opens the department: which of its rows it is for is for the decision to say.
 */
export function reachOf(access: Access): Reach {
  const departments = new Set<DepartmentId>();
  for (const [coordinate, { kind, department }] of access.basis.register.fields) {
    if (kind === 'RECORD' && department !== 'county' && !departments.has(department) && couldBeGiven(access.of(coordinate)))
      departments.add(department);
  }
  if (departments.size > 0) departments.add('register');
  return { departments: [...departments].sort(), rows: sorted(access.rows) };
}

/** Whether every row of a department is within reach, so that what was read of it whole may be shared. */
export function reachesAll({ departments, rows }: Reach, department: DepartmentId): boolean {
  return rows.of === 'all' && departments.includes(department);
}

/** The same for the same enterprises, in whatever order the token names them. */
function sorted(rows: Rows): Rows {
  if (rows.of === 'zones') return { of: 'zones', zones: [...new Set(rows.zones)].sort() };
  if (rows.of === 'towns') return { of: 'towns', towns: [...new Set(rows.towns)].sort() };
  return rows;
}
