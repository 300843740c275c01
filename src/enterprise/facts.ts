import type { FactDefinition } from '../grading/fact.js';

/** HANDOVER.md, `enterprise.register`. */
export const enterpriseFacts: readonly FactDefinition[] = [
  text('enterprise.industry', '行业代码'),
  text('enterprise.industry_group', '行业组'),
  text('enterprise.zone', '园区代码'),
  text('enterprise.town', '镇街代码'),
  { id: 'enterprise.established', title: '成立日期', kind: 'date', department: 'register' },
  text('enterprise.status', '登记状态'),
];

function text(id: string, title: string): FactDefinition {
  return { id, title, kind: 'text', department: 'register' };
}
