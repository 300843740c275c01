import type { Band, BenchmarkRule, Family, MissingRule, PointsRule } from '../grading/scheme.js';
import { Rational } from '../grading/rational.js';
import type { Field, Section } from './fields.js';
import type { SchemeReading } from './scheme-reading.js';

const FAMILY_KEYS = {
  ratio: ['benchmark'],
  min_max: ['low'],
  best: [],
  inverse_mean: ['decimals'],
  bands: ['bands'],
  rank_only: [],
} as const satisfies Record<Family['family'], readonly string[]>;
const BOUNDS = ['cap', 'floor', 'points_decimals'];
const FAMILIES = Object.keys(FAMILY_KEYS) as readonly Family['family'][];
const HUNDRED = Rational.integer(100);

/** Reads how points are made; null where a partial scheme does not know the family. */
export function parsePoints(reading: SchemeReading, field: Field): PointsRule | null | undefined {
  const whole = reading.section(field, 'any');
  const family = whole && reading.open(whole, 'family', (name) => reading.oneOf(name, FAMILIES));
  if (!family) return family;
  const bounds = family === 'rank_only' ? [] : BOUNDS;
  const section = reading.section(field, ['family', ...FAMILY_KEYS[family], ...bounds]);
  const rule = section && parseFamily(reading, section, family);
  if (!rule) return undefined;
  const cap = reading.optional(section, 'cap', (number) => reading.decimal(number));
  const floor = reading.optional(section, 'floor', (number) => reading.decimal(number));
  if (cap && floor && cap.compare(floor) < 0) reading.report(section.get('cap')!, '封顶 cap 低于保底 floor');
  const pointsDecimals = reading.optional(section, 'points_decimals', (number) => reading.places(number));
  return { ...rule, cap, floor, pointsDecimals };
}

function parseFamily(reading: SchemeReading, section: Section, family: Family['family']): Family | undefined {
  switch (family) {
    case 'ratio': {
      const benchmark = reading.open(section, 'benchmark', (field) => parseBenchmark(reading, field));
      return benchmark === undefined ? undefined : { family, benchmark };
    }
    case 'min_max': {
      const low = reading.optional(section, 'low', (field) => {
        const number = reading.decimal(field);
        if (number && (number.sign < 0 || number.compare(HUNDRED) > 0)) return reading.report(field, 'low 应当在 0 到 100 之间');
        return number;
      });
      return { family, low: low ?? Rational.ZERO };
    }
    case 'inverse_mean':
      return { family, decimals: reading.optional(section, 'decimals', (field) => reading.places(field)) };
    case 'bands': {
      const bands = reading.open(section, 'bands', (field) => parseBands(reading, field));
      return bands === undefined ? undefined : { family, bands };
    }
    case 'best':
    case 'rank_only':
      return { family };
  }
}

/** Reads a benchmark: a number, `{ value, source }`, or how it is computed. */
function parseBenchmark(reading: SchemeReading, field: Field): BenchmarkRule | undefined {
  const computed = reading.isSection(field) && reading.section(field, 'any')?.get('of');
  if (!computed) {
    const value = reading.decimal(field);
    if (value && value.sign <= 0) return reading.report(field, `基准值必须大于 0，这里是 ${value.toString()}`);
    return value && { of: 'fixed', value };
  }
  const of = reading.oneOf(computed, ['mean_of_ratios', 'ratio_of_sums', 'percentile']);
  if (!of) return undefined;
  const section = reading.section(field, ['of', 'year', 'times', 'decimals', ...(of === 'percentile' ? ['percentile'] : [])]);
  if (!section) return undefined;
  const common = {
    year: reading.optional(section, 'year', (name) => reading.oneOf(name, ['same', 'previous'])) ?? 'same',
    times: reading.optional(section, 'times', (number) => positive(reading, number)) ?? Rational.ONE,
    decimals: reading.optional(section, 'decimals', (number) => reading.places(number)),
  } as const;
  if (of !== 'percentile') return { of, ...common };
  const percentile = reading.must(section, 'percentile', (number) => {
    const value = positive(reading, number);
    return value && value.compare(HUNDRED) > 0 ? reading.report(number, '百分位不能超过 100') : value;
  });
  return percentile && { of, ...common, percentile };
}

function positive(reading: SchemeReading, field: Field): Rational | undefined {
  const value = reading.decimal(field);
  return value && value.sign <= 0 ? reading.report(field, `必须大于 0，这里是 ${value.toString()}`) : value;
}

/** Bands, from the highest down. */
function parseBands(reading: SchemeReading, field: Field): readonly Band[] | undefined {
  const bands = reading.list(field)?.flatMap((item): readonly (Band & { field: Field })[] => {
    const section = reading.section(item, ['at_least', 'points']);
    const atLeast = section && reading.must(section, 'at_least', (number) => reading.decimal(number));
    const points = section && reading.must(section, 'points', (number) => reading.decimal(number));
    return atLeast && points ? [{ atLeast, points, field: item }] : [];
  });
  const falling = bands?.sort((a, b) => b.atLeast.compare(a.atLeast));
  for (const [index, band] of (falling ?? []).entries()) {
    if (index > 0 && falling![index - 1]!.atLeast.equals(band.atLeast))
      reading.report(band.field, '两段的 at_least 相同，后一段永远用不到');
  }
  return falling?.map(({ atLeast, points }) => ({ atLeast, points }));
}

/** Reads what stands in for a missing value. */
export function parseMissing(reading: SchemeReading, field: Field): MissingRule | undefined {
  if (!reading.isSection(field)) {
    const rule = reading.oneOf(field, ['hold', 'zero', 'group_mean', 'reweight']);
    return rule === 'group_mean' ? { rule, decimals: undefined } : rule && { rule };
  }
  const section = reading.section(field, ['points', 'group_mean']);
  if (!section) return undefined;
  if (section.keys.length !== 1) return reading.report(field, '缺失值的处理应当是 { points: … } 或 { group_mean: { decimals: … } }');
  if (section.get('points')) {
    const points = reading.must(section, 'points', (number) => reading.decimal(number));
    return points && { rule: 'points', points };
  }
  const mean = reading.must(section, 'group_mean', (inner) => reading.section(inner, ['decimals']));
  return mean && { rule: 'group_mean', decimals: reading.optional(mean, 'decimals', (number) => reading.places(number)) };
}
