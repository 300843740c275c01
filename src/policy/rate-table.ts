import type { Rational } from '../grading/rational.js';
import type { DocumentSource } from '../grading/scheme.js';
import type { Field } from './fields.js';
import { parseSources } from './parse-sources.js';
import type { SchemeProblem } from './problem.js';
import { landClassKey } from './rate-class.js';
import { dayAfter, holdsOn, TreatmentReading, type Period } from './treatment-reading.js';
import { YamlFile } from './yaml-file.js';

const KEYS = ['land_tax_rates', 'title', 'jurisdiction', 'status', 'sources', 'notes', 'unit', 'periods'];
const PERIOD_KEYS = ['from', 'to', 'article', 'rates'];
const UNIT = '元/㎡';

/** The yearly amounts per ㎡ of the land classes, while they hold. */
export interface RatePeriod extends Period {
  readonly article: string | undefined;
  /** 元/㎡ a year by {@link landClassKey}. */
  readonly rates: ReadonlyMap<string, Rational>;
}

/** A county's land-use-tax rates by class, through time. */
export interface RateTable {
  readonly id: string;
  readonly title: string;
  readonly jurisdiction: string;
  readonly status: 'complete' | 'partial' | 'example';
  readonly sources: readonly DocumentSource[];
  /** By time, without gap or overlap. */
  readonly periods: readonly RatePeriod[];
}

export type ParsedRateTable = { readonly table: RateTable } | { readonly problems: readonly SchemeProblem[] };

/**
 * Reads a rate table (a file under treatments/ that begins with `land_tax_rates`), or finds every problem in it.
 * Periods that leave a gap between them or overlap are problems.
 */
export function parseRateTable(text: string, fileName: string): ParsedRateTable {
  const file = new YamlFile(fileName, text);
  if (file.isBroken) return { problems: file.inOrder() };
  const table = readTable(new TreatmentReading(file));
  return table && file.problems.length === 0 ? { table } : { problems: file.inOrder() };
}

/** The rates in force on a day (YYYY-MM-DD); undefined before the first and after the last period. */
export function ratesOn(table: RateTable, day: string): RatePeriod | undefined {
  return table.periods.find((period) => holdsOn(period, day));
}

function readTable(reading: TreatmentReading): RateTable | undefined {
  const section = reading.section(reading.root, KEYS);
  if (!section) return undefined;
  const id = reading.id(section, 'land_tax_rates');
  const title = reading.must(section, 'title', (field) => reading.text(field));
  const jurisdiction = reading.must(section, 'jurisdiction', (field) => reading.text(field));
  const status = reading.status(section);
  const sources = parseSources(reading, section);
  reading.optionalText(section, 'notes');
  reading.must(section, 'unit', (field) => reading.oneOf(field, [UNIT]));
  const periods = reading.must(section, 'periods', (field) => readPeriods(reading, field));
  if (!id || !title || !jurisdiction || !status || !periods) return undefined;
  return { id, title, jurisdiction, status, sources, periods };
}

function readPeriods(reading: TreatmentReading, field: Field): readonly RatePeriod[] {
  const read = (reading.list(field) ?? []).flatMap((item) => {
    const section = reading.section(item, PERIOD_KEYS);
    const rates = section && reading.must(section, 'rates', (map) => readRates(reading, map));
    if (!section || !rates) return [];
    return [{ item, period: { ...reading.period(section), article: reading.optionalText(section, 'article'), rates } }];
  });
  const inTime = [...read].sort((a, b) => ((a.period.from ?? '') < (b.period.from ?? '') ? -1 : 1));
  for (const [index, { item, period }] of inTime.entries()) {
    const before = inTime[index - 1]?.period;
    if (!before) continue;
    const [end, start] = [before.to ?? '（未写）', period.from ?? '（未写）'];
    if (before.to === undefined || period.from === undefined || period.from <= before.to) {
      reading.report(item, `自 ${start} 起的一段与前一段（至 ${end}）时间重叠；前一段的 to 应是这一段 from 的前一天`);
    } else if (period.from > dayAfter(before.to)) {
      reading.report(item, `${end} 之后、${start} 之前没有税额标准；前一段的 to 应是这一段 from 的前一天`);
    }
  }
  return inTime.map(({ period }) => period);
}

function readRates(reading: TreatmentReading, field: Field): ReadonlyMap<string, Rational> | undefined {
  const section = reading.section(field, 'any');
  if (!section) return undefined;
  const rates = new Map<string, Rational>();
  for (const name of section.keys) {
    const at = section.get(name)!;
    const rate = reading.decimal(at);
    const key = landClassKey(name);
    if (rates.has(key)) reading.report(at, `土地等级“${name}”与前面的一项相同；每个等级只写一次`);
    if (rate && rate.sign < 0) reading.report(at, `土地等级“${name}”的税额标准不能为负，这里是 ${rate.toString()}`);
    if (rate) rates.set(key, rate);
  }
  if (section.keys.length === 0) reading.report(field, '没有写任何土地等级的税额标准');
  return rates;
}
