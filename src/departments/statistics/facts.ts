import type { FactDefinition } from '../../grading/fact.js';

/** HANDOVER.md, `statistics.annual`. */
export const statisticsFacts: readonly FactDefinition[] = [
  { id: 'statistics.above_scale', title: '规上', kind: 'boolean', department: 'statistics' },
  measure('statistics.revenue', '营业收入', '万元'),
  measure('statistics.value_added', '工业增加值', '万元'),
  measure('statistics.rd_expense', '研发经费支出', '万元'),
  measure('statistics.energy', '综合能耗等价值', '吨标煤'),
  measure('statistics.energy_calorific', '综合能耗当量值', '吨标煤'),
];

function measure(id: string, title: string, unit: string): FactDefinition {
  return { id, title, kind: 'number', unit, department: 'statistics' };
}
