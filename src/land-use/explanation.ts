import type { AlertCode, LandAlert } from './alerts/alert.js';
import type { LedgerRow } from './ledger-row.js';

const ALERTS: Readonly<Record<AlertCode, string>> = {
  DUE_SOON: '即将到期',
  OVERDUE: '已逾期',
  PENALTY: '逾期违约金（按合同约定测算）',
  IDLE_SUSPECTED: '疑似闲置',
  IDLE_TWO_YEARS: '未动工已满两年',
  IDLE_FEE: '闲置费未缴清',
  INVESTIGATION_OVERDUE: '疑似闲置逾期未调查',
  APPROVAL_LAPSING: '批文即将满两年，征地尚未实施',
  APPROVAL_LAPSED: '批文已满两年，征地尚未实施',
  COMMITMENT_UNMET: '承诺未履行',
  CHECK_OVERDUE: '达产期限已过，没有达产核查',
  RECTIFICATION_OVERDUE: '整改期限已过，最近的核查仍未达到承诺',
  LEASE_ENDING: '租赁即将到期',
  AREA_MISMATCH: '供应面积与登记面积不符',
  SUPPLY_WITHOUT_APPROVAL: '没有对应的批文，且不全是存量土地',
};
const LEFT: ReadonlySet<AlertCode> = new Set(['DUE_SOON', 'APPROVAL_LAPSING', 'LEASE_ENDING']);

/** An alert in one sentence, of what its row says and no more. */
export function explainAlert({ code, key, subject, due, days }: LandAlert): string {
  const what = subject === null ? '' : `（${subject}）`;
  const when = due === null ? '' : `，${due}`;
  const far = days === null ? '' : LEFT.has(code) ? `，还有 ${days} 天` : `，已 ${days} 天`;
  return `${key}${what}：${ALERTS[code]}${when}${far}`;
}

const STATES = { SUSPECTED: '疑似', RECOGNISED: '已认定', UNKNOWN: '无法判断' } as const;
const KINDS = { APPROVED_UNSUPPLIED: '批而未供', IDLE: '闲置', INEFFICIENT: '工业低效' } as const;

/** A row of the ledger in one sentence, of what the row says and no more. @param title the rule's, where one holds */
export function explainLedgerRow({ kind, key, state, rule, area, since, missing }: LedgerRow, title: string | undefined): string {
  const which = `${KINDS[kind]}${state ? `（${STATES[state]}）` : ''}`;
  const why = title ?? rule;
  const parts = [
    ...(area ? [`面积 ${area.toString()} ㎡`] : []),
    ...(since === null ? [] : [`自 ${since} 起`]),
    ...(why === null || why === undefined ? [] : [why]),
    ...(missing.length > 0 ? [`缺 ${missing.join('、')}`] : []),
  ];
  return [`${key}：${which}`, ...parts].join('，');
}
