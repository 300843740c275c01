import type { DepartmentId } from '../grading/fact.js';
import type { May, SelectionAct } from './may.js';
import { zonesOf } from './rows.js';
import type { Viewer } from './viewer.js';

/** Whose rows the database gives: what stands in its settings while it is read, and what its policies ask. */
export interface Reach {
  /** The departments whose rows are read, by name. */
  readonly departments: readonly DepartmentId[];
  /** Zone codes, sorted; undefined: rows of every enterprise. */
  readonly zones: readonly string[] | undefined;
  /** The departments whose access log is read; none unless told. */
  readonly logs?: readonly DepartmentId[];
  /** The departments that were asked for the grants that are read; none unless told. */
  readonly grants?: readonly DepartmentId[];
  /** Who reads: what came from them in the hub's own books is theirs; nobody unless told. */
  readonly subject?: string;
}

/** By department, the fields through which its rows are come by; without any of them none is read. */
export type Doors = ReadonlyMap<DepartmentId, readonly string[]>;

/**
 * How far a viewer reaches: the departments of which any door is open, and the zones that the role is bound to. The
 * register comes with any of them, since a row is a zone's by the register. A grant for some zones opens the whole of
 * what the viewer reaches: which of the rows it is for is for the rule to say.
 */
export function reachOf(viewer: Viewer, act: SelectionAct, may: May, doors: Doors): Reach {
  const open = [...doors].filter(([, fields]) => fields.some((coordinate) => may(viewer, act, { coordinate, anyRow: true }).granted));
  const departments = new Set(open.map(([department]) => department));
  if (departments.size > 0) departments.add('register');
  return { departments: [...departments].sort(), zones: zonesOf(viewer) && [...new Set(zonesOf(viewer))].sort() };
}

/** Whether every row of a department is within reach, so that what was read of it whole may be shared. */
export function reachesAll({ departments, zones }: Reach, department: DepartmentId): boolean {
  return zones === undefined && departments.includes(department);
}
