import type { FactDefinition } from '../../grading/fact.js';

/** HANDOVER.md, `employment.annual`. */
export const employmentFacts: readonly FactDefinition[] = [
  persons('employment.average_staff', '年平均职工人数'),
  persons('employment.insured', '参保人数'),
];

function persons(id: string, title: string): FactDefinition {
  return { id, title, kind: 'number', unit: '人', department: 'employment' };
}
