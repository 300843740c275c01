import type { FactDefinition } from '../../grading/fact.js';

/** HANDOVER.md, Land facts: of parcels and leases in force on 31 December of the year. */
export const landFacts: readonly FactDefinition[] = [
  area('land.owned_area', '自有土地面积'),
  area('land.leased_in', '承租土地面积'),
  area('land.leased_out', '出租土地面积'),
  area('land.used_area', '实际用地面积'),
  { id: 'land.tenants', title: '承租户数', kind: 'number', unit: '个', department: 'land' },
];

function area(id: string, title: string): FactDefinition {
  return { id, title, kind: 'number', unit: '亩', department: 'land' };
}
