import type { DepartmentId } from '../grading/fact.js';
import { UPDATE_CYCLES } from '../handover/dataset.js';
import { recordSets } from './record-sets.js';

/** How often a department's records are brought up to date, in words (中文), as its datasets declare it; undefined: it hands over none. */
export function updateCycleOf(department: DepartmentId): string | undefined {
  const cycles = [...recordSets.values()]
    .filter(({ dataset }) => dataset.department === department)
    .map(({ dataset }) => UPDATE_CYCLES[dataset.updated]);
  return cycles.length > 0 ? [...new Set(cycles)].join('；') : undefined;
}
