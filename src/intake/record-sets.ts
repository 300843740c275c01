import type { RecordSet } from '../db/record-set.js';
import { departments } from '../departments/index.js';
import { enterpriseRecordSets } from '../enterprise/record-sets.js';
import type { DepartmentId } from '../grading/fact.js';

const { tax, land, emissions, employment, statistics, utilities, ...others } = departments;
const [register, ...ofAnybody] = enterpriseRecordSets;
const inOrder = [
  register!,
  ...[tax, land, emissions, employment, statistics, utilities, ...Object.values(others)].flatMap(
    ({ recordSets: its }): readonly RecordSet[] => its,
  ),
  ...ofAnybody,
];
const isOfAnotherPage = ({ dataset }: RecordSet): boolean => dataset.page !== undefined;

/**
 * Every dataset that the hub takes in, by id, in the order of HANDOVER.md's table, those of other pages behind: of datasets
 * of which a header holds as many columns the first is meant.
 */
export const recordSets: ReadonlyMap<string, RecordSet> = new Map(
  [...inOrder.filter((each) => !isOfAnotherPage(each)), ...inOrder.filter(isOfAnotherPage)].map((each) => [each.dataset.id, each]),
);

/** The ids of the datasets that a department hands over. */
export function datasetsOf(department: DepartmentId): readonly string[] {
  return [...recordSets.values()].filter(({ dataset }) => dataset.department === department).map(({ dataset }) => dataset.id);
}
