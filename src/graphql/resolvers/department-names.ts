import type { DepartmentId } from '../../grading/fact.js';
import type { Department } from '../__generated__/resolvers.js';

/** A department as the schema names it. */
export function departmentNamed(id: DepartmentId): Department {
  return id.toUpperCase() as Department;
}

/** The department that a name of the schema stands for. */
export function departmentOf(name: Department): DepartmentId {
  return name.toLowerCase() as DepartmentId;
}
