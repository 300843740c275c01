import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import * as xlsx from '@e965/xlsx';
import type { Population } from '../../src/grading/population.js';
import { Rational } from '../../src/grading/rational.js';
import { populationOf, type FactValue, type SyntheticEnterprise } from './population-of.js';
import { EVENT_DEFINITIONS } from '../policy/vocabulary.js';

/**
 * The population of the sample county, read with just enough of HANDOVER.md for its own files: a second, small
 * reading beside the real intake, so that the engine is held to the goldens without a database.
 */
type Row = Readonly<Record<string, string>>;
const FILES = new URL('../../sample/files/', import.meta.url);
const CREDIT_CODE = /^[0-9A-HJ-NPQRTUWXY]{18}$/;
const UNIT_CODE = /^\d{12}[A-Z]{2}\d{5}[A-Z]\d{8}$/;
const MISSING = new Set(['', '-', '—', '/', '无']);
const YEAR_END = '2024-12-31';

export function samplePopulation(): Population {
  const facts = new Map<string, Record<number, Record<string, FactValue>>>();
  const set = (code: string, year: number, id: string, value: FactValue): void => {
    if (!facts.has(code)) facts.set(code, {});
    (facts.get(code)![year] ??= {})[id] = value;
  };
  const names = readRegister(set);
  for (const file of ['税务局_2024年度企业税收.csv', '税务局_2023年度企业税收.csv']) readTaxes(file, set);
  readEmissions(set);
  readEmployment(set);
  readStatistics(set);
  readUtilities(set);
  const events = readEvents();
  for (const code of events.keys()) if (!facts.has(code)) facts.set(code, {});
  readLand(names, new Set(facts.keys()), set);
  const enterprises = [...facts.entries()]
    .map(([creditCode, byYear]): SyntheticEnterprise => ({ creditCode, facts: byYear, events: events.get(creditCode) ?? [] }))
    .sort((a, b) => (a.creditCode < b.creditCode ? -1 : 1));
  return populationOf(2024, enterprises);
}

type Set_ = (code: string, year: number, id: string, value: FactValue) => void;

function readRegister(set: Set_): Map<string, string[]> {
  const names = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const row of rows('市场监管_企业名录.csv', '统一社会信用代码')) {
    const code = creditCode(row['统一社会信用代码']);
    const established = date(row['成立日期']);
    if (!code || established === 'invalid' || seen.has(code)) continue;
    seen.add(code);
    const name = fold(row['企业名称']!);
    names.set(name, [...(names.get(name) ?? []), code]);
    set(code, 2024, 'enterprise.established', established);
    const texts = { industry: '行业代码', industry_group: '行业组', zone: '园区代码', town: '镇街代码', status: '登记状态' };
    for (const [fact, label] of Object.entries(texts)) set(code, 2024, `enterprise.${fact}`, text(row[label]));
  }
  return names;
}

function readTaxes(file: string, set: Set_): void {
  const columns = {
    vat_net: '增值税净入库',
    export_credit: '出口免抵',
    refund_on_levy: '即征即退',
    corporate_income: '企业所得税',
    property: '房产税',
    land_use: '城镇土地使用税',
    other: '其他税费',
    returned: '返还金额',
  };
  readAnnual(rows(file, '年度'), 'tax', columns, set);
}

function readEmissions(set: Set_): void {
  const columns = { cod: '化学需氧量', ammonia: '氨氮', so2: '二氧化硫', nox: '氮氧化物' };
  const equivalents = new Map<string, Rational>();
  const divisors: Record<string, string> = { cod: '1', ammonia: '0.8', so2: '0.95', nox: '0.95' };
  readAnnual(rows('生态环境_2024年排放量.csv', '年度'), 'emissions', columns, (code, year, id, value) => {
    set(code, year, id, value);
    const part = String(id.split('.')[1]);
    if (typeof value !== 'string') return;
    const sum = (equivalents.get(code) ?? Rational.ZERO).plus(Rational.from(value).over(Rational.from(divisors[part]!)));
    equivalents.set(code, sum);
    set(code, year, 'emissions.equivalent', sum);
  });
}

function readEmployment(set: Set_): void {
  readAnnual(rows('人社_2024年用工.xlsx', '年度'), 'employment', { average_staff: '年平均职工人数', insured: '参保人数' }, set);
}

function readStatistics(set: Set_): void {
  const columns = {
    revenue: '营业收入',
    value_added: '工业增加值',
    rd_expense: '研发经费支出',
    energy: '综合能耗等价值',
    energy_calorific: '综合能耗当量值',
  };
  const good = rows('统计局_2024年工业企业.csv', '年度').filter((row) => ['是', '否'].includes(row['规上']!) || MISSING.has(row['规上']!));
  readAnnual(good, 'statistics', columns, set);
  for (const row of good) {
    const code = creditCode(row['统一社会信用代码']);
    if (code && !MISSING.has(row['规上']!)) set(code, 2024, 'statistics.above_scale', row['规上'] === '是');
  }
}

function readUtilities(set: Set_): void {
  const sums = new Map<string, Rational>();
  readAnnual(rows('供电供水_2024年.csv', '年度'), 'utilities', { electricity: '用电量', water: '用水量' }, (code, year, id, value) => {
    if (typeof value !== 'string') return;
    const sum = (sums.get(`${code} ${id}`) ?? Rational.ZERO).plus(Rational.from(value));
    sums.set(`${code} ${id}`, sum);
    set(code, year, id, sum);
  });
}

/** Rows with any number that is none, or a year that is none, stay in quarantine. */
function readAnnual(found: readonly Row[], prefix: string, columns: Readonly<Record<string, string>>, set: Set_): void {
  for (const row of found) {
    const code = creditCode(row['统一社会信用代码'] ?? row['纳税人识别号']);
    const year = /^(\d{4})(年度?)?$/.exec(row['年度']!)?.[1];
    const values = Object.entries(columns).map(([fact, label]) => [fact, number(row, label)] as const);
    const nonNegative = prefix !== 'tax' && prefix !== 'statistics';
    const bad = values.some(([, value]) => value === 'invalid' || (nonNegative && value?.startsWith('-')));
    if (!code || !year || bad) continue;
    for (const [fact, value] of values) set(code, Number(year), `${prefix}.${fact}`, value);
  }
}

function readEvents(): Map<string, { code: string; date: string }[]> {
  const known = new Set(EVENT_DEFINITIONS.map((event) => event.code));
  const events = new Map<string, { code: string; date: string }[]>();
  for (const row of rows('各部门_事项.csv', '事项代码')) {
    const code = creditCode(row['统一社会信用代码']);
    const happened = date(row['发生日期']);
    if (!code || !known.has(row['事项代码']!) || !happened || happened === 'invalid') continue;
    events.set(code, [...(events.get(code) ?? []), { code: row['事项代码']!, date: happened }]);
  }
  return events;
}

function readLand(names: ReadonlyMap<string, readonly string[]>, known: Set<string>, set: Set_): void {
  const owned = new Map<string, Rational>();
  const add = (to: Map<string, Rational>, key: string, value: Rational): void => {
    to.set(key, (to.get(key) ?? Rational.ZERO).plus(value));
  };
  const parcels = rows('自然资源_宗地清单.xlsx', '不动产单元代码').filter((row) => UNIT_CODE.test(row['不动产单元代码']!));
  const good = parcels.filter((row) => !number(row, '宗地面积')!.startsWith('-'));
  const keyOf = (row: Row): string => `${row['不动产单元代码']} ${row['权利人名称']} ${row['取得日期']}`;
  const areas = new Map<string, Set<string>>();
  for (const row of good) areas.set(keyOf(row), (areas.get(keyOf(row)) ?? new Set()).add(row['宗地面积']!));
  const once = new Map(good.filter((row) => areas.get(keyOf(row))!.size === 1).map((row) => [keyOf(row), row]));
  const inForce = [...once.values()].filter((row) => {
    const since = serialDate(row['取得日期']!);
    return since === undefined || since <= YEAR_END;
  });
  const holders = new Map<string, number>();
  for (const row of inForce) holders.set(row['不动产单元代码']!, (holders.get(row['不动产单元代码']!) ?? 0) + 1);
  for (const row of inForce) {
    const identity = row['权利人证件号'] ?? '';
    const byName = names.get(fold(row['权利人名称']!));
    const code = identity === '' ? (byName?.length === 1 ? byName[0] : undefined) : identity;
    if (code === undefined || !known.has(code)) continue;
    const share = Rational.integer(holders.get(row['不动产单元代码']!)!);
    add(owned, code, Rational.from(number(row, '宗地面积')!).times(Rational.from('0.0015')).over(share));
  }
  const [leasedIn, leasedOut] = [new Map<string, Rational>(), new Map<string, Rational>()];
  const tenants = new Map<string, Set<string>>();
  for (const row of rows('镇街_厂房出租台账.csv', '不动产单元代码')) {
    const [since, until] = [date(row['起始日期'])!, date(row['终止日期'])];
    if (since > YEAR_END || (until && until <= YEAR_END)) continue;
    const area = Rational.from(number(row, '出租面积')!);
    const [owner, tenant] = [row['出租方证件号']!, row['承租方统一社会信用代码']!];
    known.add(tenant);
    add(leasedIn, tenant, area);
    if (!known.has(owner)) continue;
    add(leasedOut, owner, area);
    tenants.set(owner, (tenants.get(owner) ?? new Set()).add(tenant));
  }
  for (const code of new Set([...owned.keys(), ...leasedIn.keys(), ...leasedOut.keys()])) {
    const of = (map: ReadonlyMap<string, Rational>): Rational => map.get(code) ?? Rational.ZERO;
    const used = of(owned).plus(of(leasedIn)).minus(of(leasedOut));
    set(code, 2024, 'land.used_area', used);
    set(code, 2024, 'land.tenants', String(tenants.get(code)?.size ?? 0));
  }
}

function rows(file: string, key: string): readonly Row[] {
  const table = file.endsWith('.xlsx') ? sheet(file) : csv(file);
  const at = table.findIndex((row) => row.some((cell) => cell.replaceAll(/[（(].*/g, '').trim() === key));
  const labels = table[at]!.map((cell) => cell.replaceAll(/\s/g, ''));
  return table
    .slice(at + 1)
    .filter((cells) => !/^(合计|总计|小计)/.test(cells.find((cell) => cell !== '') ?? '合计'))
    .map((cells) => {
      const row: Record<string, string> = {};
      for (const [index, label] of labels.entries()) {
        const [, name, unit] = /^(.*?)(?:[（(](.*)[）)])?$/.exec(label)!;
        row[name!] = cells[index]?.normalize('NFKC').trim() ?? '';
        if (unit) row[`unit of ${name}`] = unit;
      }
      return row;
    });
}

function csv(file: string): string[][] {
  const bytes = readFileSync(new URL(file, FILES));
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('gb18030').decode(bytes);
  }
  return parse(text, { bom: true, relax_column_count: true });
}

function sheet(file: string): string[][] {
  const book = xlsx.read(readFileSync(new URL(file, FILES)));
  const cells: unknown[][] = xlsx.utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!, { header: 1, raw: true });
  return cells.map((row) => Array.from(row, (cell) => (cell === undefined || cell === null ? '' : String(cell))));
}

function number(row: Row, label: string): string | 'invalid' | undefined {
  const found = row[label]!.replaceAll(',', '');
  if (MISSING.has(found)) return undefined;
  const value = Rational.parse(found);
  const factor = { 元: '0.0001', 千克: '0.001', kWh: '0.0001' }[row[`unit of ${label}`] ?? ''];
  return value ? value.times(Rational.from(factor ?? '1')).toString() : 'invalid';
}

function text(cell: string | undefined): string | undefined {
  return MISSING.has(cell ?? '') ? undefined : cell;
}

function creditCode(cell: string | undefined): string | undefined {
  const code = cell?.toUpperCase();
  return code && CREDIT_CODE.test(code) && (outerCheckHolds(code) || innerCheckHolds(code)) ? code : undefined;
}

/** GB 32100. */
function outerCheckHolds(code: string): boolean {
  const set = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const sum = [...code.slice(0, 17)].reduce((all, letter, index) => all + set.indexOf(letter) * (3 ** index % 31), 0);
  return set[(31 - (sum % 31)) % 31] === code[17];
}

/** GB 11714, on the embedded organisation code. */
function innerCheckHolds(code: string): boolean {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, index) => all + weight * parseInt(code[8 + index]!, 36), 0);
  return '0123456789X'[(11 - (sum % 11)) % 11] === code[16];
}

function date(cell: string | undefined): string | 'invalid' | undefined {
  if (MISSING.has(cell ?? '')) return undefined;
  const match = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(cell!);
  if (!match) return 'invalid';
  const [, year, month, day] = match;
  return Number(month) > 12 || Number(day) > 31 ? 'invalid' : `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
}

/** XLSX date cells are days since 1899-12-30. */
function serialDate(cell: string): string | undefined {
  if (cell === '') return undefined;
  return /^\d{5}$/.test(cell) ? new Date(Date.UTC(1899, 11, 30 + Number(cell))).toISOString().slice(0, 10) : (date(cell) ?? undefined);
}

function fold(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '');
}
