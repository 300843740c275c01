import type { LandAlert } from '../land-use/alerts/alert.js';
import type { CreditEntry } from '../land-use/credit/entry.js';
import type { LandFlow } from '../land-use/flows.js';
import type { IndicatorRow } from '../land-use/indicators/indicator-row.js';
import type { LedgerRow } from '../land-use/ledger-row.js';
import { printAlert, printCredit, printFlow, printIndicator, printLedgerRow, printScore } from '../land-use/printed.js';
import type { TownScore } from '../land-use/town-scores.js';
import { LAND_INDICATORS } from '../policy/land-indicators.js';
import type { Listing } from './listing.js';

const KINDS = { APPROVED_UNSUPPLIED: '批而未供', IDLE: '闲置', INEFFICIENT: '工业低效' } as const;
const STATES = { SUSPECTED: '疑似', RECOGNISED: '已认定', UNKNOWN: '无法判断' } as const;

const TITLES = new Map<string, string>(LAND_INDICATORS.map(({ id, title }) => [id, title]));

/** The ledger of three kinds as a list. */
export function ledgerListing(rows: readonly LedgerRow[], on: string): Listing {
  const json = rows.map(printLedgerRow);
  return {
    title: `${on} 三类土地台账`,
    header: ['种类', '编号', '状态', '认定规则', '面积㎡', '起始日', '超过两年', '镇街', '园区'],
    rows: json.map(({ kind, state, overTwoYears, ...row }) =>
      texts([KINDS[kind], row.key, state && STATES[state], row.rule, row.area, row.since, yesNo(overTwoYears), row.town, row.zone]),
    ),
    numbers: ['面积㎡'],
    json,
  };
}

/** Alerts as a list. */
export function alertListing(alerts: readonly LandAlert[], on: string): Listing {
  const json = alerts.map(printAlert);
  return {
    title: `${on} 用地预警`,
    header: ['预警', '编号', '事项', '到期日', '天数', '金额万元'],
    rows: json.map((alert) => texts(Object.values(alert))),
    numbers: ['天数', '金额万元'],
    json,
  };
}

/** Indicators as a list. */
export function indicatorListing(rows: readonly IndicatorRow[], year: number): Listing {
  const json = rows.map(printIndicator);
  return {
    title: `${year} 年度用地指标`,
    header: ['指标', '名称', '地区', '园区', '年度', '数值', '分子', '分母', '目标'],
    rows: json.map(({ id, ...row }) => texts([id, TITLES.get(id) ?? id, ...Object.values(row)])),
    numbers: ['数值', '分子', '分母', '目标'],
    json,
  };
}

/** Scores by town as a list. */
export function scoreListing(scores: readonly TownScore[], year: number): Listing {
  const ids = scores[0]?.points.map(({ indicator }) => indicator.id) ?? [];
  const json = scores.map(printScore);
  return {
    title: `${year} 年度镇街节约集约用地得分`,
    header: ['镇街', '年度', '得分', '名次', ...ids.map((id) => TITLES.get(id) ?? id)],
    rows: json.map(({ town, score, rank, points }) => texts([town, year, score, rank, ...ids.map((id) => points[id] ?? null)])),
    numbers: ['得分', '名次'],
    json,
  };
}

/** Flows as a list. */
export function flowListing(flows: readonly LandFlow[], from: string, to: string): Listing {
  const json = flows.map(printFlow);
  return {
    title: `${from} 至 ${to} 三类土地增减`,
    header: ['种类', '地区', '园区', '期初㎡', '新增㎡', '处置㎡', '期末㎡'],
    rows: json.map(({ kind, ...row }) => texts([KINDS[kind], ...Object.values(row)])),
    numbers: ['期初㎡', '新增㎡', '处置㎡', '期末㎡'],
    json,
  };
}

/** What counts against enterprises as a list. */
export function creditListing(entries: readonly CreditEntry[], on: string): Listing {
  const json = entries.map(printCredit);
  return {
    title: `${on} 用地诚信`,
    header: ['统一社会信用代码', '规则', '合同或疑点', '起始日', '记录至', '修复日'],
    rows: json.map((entry) => texts(Object.values(entry))),
    json,
  };
}

function yesNo(value: boolean | null): string | null {
  return value === null ? null : value ? '是' : '否';
}

function texts(cells: readonly (string | number | null)[]): readonly string[] {
  return cells.map((cell) => (cell === null ? '' : String(cell)));
}
