import type { FactDefinition } from '../grading/fact.js';

/** What the conditions of `inefficient.yaml` may ask beside the enterprise's own facts (LANDUSE.md, Facts of the rules). */
export const LAND_RULE_FACTS = [
  { id: 'enterprise.tax_per_mu', title: '亩均税收', kind: 'number', unit: '万元/亩', department: 'tax' },
  { id: 'enterprise.grade', title: '亩均效益评价档次', kind: 'text', unit: undefined, department: 'county' },
  { id: 'contract.years_past_completion', title: '约定竣工后满年数', kind: 'number', unit: '年', department: 'land' },
  { id: 'contract.investment_ratio', title: '已投资额与总投资之比', kind: 'number', unit: undefined, department: 'land' },
  { id: 'contract.output_ratio', title: '亩均税收与承诺值之比', kind: 'number', unit: undefined, department: 'land' },
] as const satisfies readonly FactDefinition[];
