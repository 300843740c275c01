import type { RecordSet } from '../db/record-set.js';
import { departments } from '../departments/index.js';
import { enterpriseRecordSets } from '../enterprise/record-sets.js';
import type { DepartmentId } from '../grading/fact.js';

/** Every dataset that the hub takes in, by id. */
export const recordSets: ReadonlyMap<string, RecordSet> = new Map(
  [...enterpriseRecordSets, ...Object.values(departments).flatMap((department) => department.recordSets)].map((each) => [
    each.dataset.id,
    each,
  ]),
);

/** The ids of the datasets that a department hands over. */
export function datasetsOf(department: DepartmentId): readonly string[] {
  return [...recordSets.values()].filter(({ dataset }) => dataset.department === department).map(({ dataset }) => dataset.id);
}
