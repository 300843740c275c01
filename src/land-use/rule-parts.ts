import { departments } from '../departments/index.js';
import { leavesOf } from '../grading/condition-leaves.js';
import type { DepartmentId } from '../grading/fact.js';
import type { Condition } from '../grading/scheme.js';

/** Of whose data the facts of land rules are made (LANDUSE.md, Who may see what). */
const PARTS: Readonly<Record<string, readonly DepartmentId[]>> = {
  'enterprise.tax_per_mu': ['tax', 'land'],
  'enterprise.grade': ['county'],
  'contract.output_ratio': ['zone'],
};

const OF_FACTS = new Map<string, DepartmentId>(
  Object.values(departments).flatMap(({ id, facts }) => facts.map((fact) => [fact.id, id] as const)),
);

/** The departments of every fact that a rule's condition reads, the land department's first: it rests on its parcels. */
export function ruleParts(when: Condition): readonly DepartmentId[] {
  const read = leavesOf(when).flatMap((leaf): readonly DepartmentId[] => {
    if (leaf.kind !== 'fact') return ['county'];
    if (leaf.fact.startsWith('contract.')) return PARTS[leaf.fact] ?? ['land'];
    return PARTS[leaf.fact] ?? [OF_FACTS.get(leaf.fact) ?? (leaf.fact.startsWith('enterprise.') ? 'register' : 'county')];
  });
  return [...new Set<DepartmentId>(['land', ...read.filter((each) => each !== 'register')])];
}
