import type { Indicator, Operand } from '../grading/scheme.js';
import type { Field } from './fields.js';
import { parseMissing, parsePoints } from './parse-points.js';
import type { SchemeReading } from './scheme-reading.js';

const KEYS = [
  'id',
  'title',
  'numerator',
  'denominator',
  'unit',
  'weight',
  'points',
  'missing',
  'growth',
  'decline',
  'zero_is_missing',
  'value_decimals',
];
const EARLIEST = -20;

/** Reads an indicator (SCHEME.md, Values and Points). */
export function parseIndicator(reading: SchemeReading, field: Field): Indicator | undefined {
  const section = reading.section(field, KEYS);
  if (!section) return undefined;
  const id = reading.must(section, 'id', (name) => reading.text(name));
  if (id !== undefined) reading.indicators.add(id);
  const known = reading.optional(section, 'weight', (number) => reading.decimal(number));
  if (reading.keptAside(section, ['numerator'], known)) return undefined;
  const numerator = reading.must(section, 'numerator', (operand) => parseOperand(reading, operand));
  const denominator = reading.optional(section, 'denominator', (operand) => parseOperand(reading, operand));
  const points = reading.open(section, 'points', (rule) => parsePoints(reading, rule));
  const rankOnly = points?.family === 'rank_only';
  const readWeight = (number: Field): Indicator['weight'] | undefined => {
    const weight = reading.decimal(number);
    return weight && weight.sign < 0 ? reading.report(number, '权重不能小于 0') : weight;
  };
  const weight = rankOnly ? (reading.optional(section, 'weight', readWeight) ?? null) : reading.open(section, 'weight', readWeight);
  const decline = reading.optional(section, 'decline', (flag) => reading.boolean(flag)) ?? false;
  const growth = reading.optional(section, 'growth', (flag) => reading.boolean(flag)) ?? decline;
  if (decline && section.get('growth')) reading.report(section.get('decline')!, '增长率（growth）和下降率（decline）只能写一个');
  const missing = reading.optional(section, 'missing', (rule) => parseMissing(reading, rule)) ?? { rule: 'hold' };
  if (growth && points?.family === 'ratio' && points.benchmark?.of === 'ratio_of_sums') {
    reading.report(section.get('points')!, '增长率（growth）没有合计之比；基准请用 mean_of_ratios、percentile 或定值');
  }
  if (rankOnly && missing.rule !== 'hold') reading.report(section.get('missing')!, 'rank_only 没有得分可补，缺失只能 hold');
  if (id === undefined || numerator === undefined || points === undefined || weight === undefined) return undefined;
  return {
    id,
    title: reading.title(section, id),
    unit: reading.optional(section, 'unit', (unit) => reading.text(unit)),
    numerator,
    denominator,
    growth,
    decline,
    zeroIsMissing: reading.optional(section, 'zero_is_missing', (flag) => reading.boolean(flag)) ?? false,
    valueDecimals: reading.optional(section, 'value_decimals', (number) => reading.places(number)),
    weight,
    points,
    missing,
  };
}

function parseOperand(reading: SchemeReading, field: Field): Operand | undefined {
  if (!reading.isSection(field)) {
    const fact = reading.numericFact(field);
    return fact === undefined ? undefined : { fact, year: 0 };
  }
  const section = reading.section(field, ['fact', 'year']);
  const fact = section && reading.must(section, 'fact', (name) => reading.numericFact(name));
  const year = section && (reading.optional(section, 'year', (number) => reading.integer(number, EARLIEST, 0)) ?? 0);
  return fact === undefined || year === undefined ? undefined : { fact, year };
}
