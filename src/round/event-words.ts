import { PHASE_TITLES } from './phase.js';
import type { RoundEvent } from './round.js';
import type { RoundAct } from './table.js';

const WORDS: Record<RoundAct, string> = {
  OPENED: '开启轮次',
  ADVANCED: '进入',
  WENT_BACK: '退回',
  DEADLINE_CHANGED: '延后期限',
  DATASET_WAIVED: '免报',
  ADJUSTMENT_PROPOSED: '拟调档',
  ADJUSTMENT_WITHDRAWN: '撤回调档',
  ITEMS_CONFIRMED: '企业确认',
  OBJECTED: '提出异议',
  OBJECTION_WITHDRAWN: '撤回异议',
  OBJECTION_FORWARDED: '转办异议',
  OBJECTION_DECIDED: '裁定异议',
  OWN_ERROR_CORRECTED: '部门自行更正',
  SHEETS_HANDED_OUT: '发出一企一单',
  SHEETS_TAKEN: '收回一企一单',
};

/** What was done, in words (中文); never a value of an enterprise. */
export function eventWords({ act, phase, detail }: RoundEvent): string {
  const words = WORDS[act];
  if (act === 'ADVANCED' || act === 'WENT_BACK') return `${words}${PHASE_TITLES[phase]}（${phase}）`;
  if (act === 'DATASET_WAIVED') return `${words} ${String(detail['dataset'])}`;
  if (act === 'DEADLINE_CHANGED') return `${words}：${String(detail['before'])} → ${String(detail['date'])}`;
  return words;
}
