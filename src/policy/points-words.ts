import { Rational } from '../grading/rational.js';
import type { BenchmarkRule, Indicator, MissingRule, Operand } from '../grading/scheme.js';
import { NOT_VISIBLE } from './condition-words.js';
import type { PolicyNames } from './policy-names.js';

/** A labelled statement about a rule; undefined where there is nothing to say. */
export type Field = readonly [label: string, text: string | undefined];

const HUNDRED = Rational.integer(100);

/** An indicator as labelled statements (中文). */
export function indicatorFields(indicator: Indicator, names: PolicyNames): readonly Field[] {
  const { points } = indicator;
  const bounds = points && points.family !== 'rank_only' ? points : undefined;
  return [
    ['名称', indicator.title],
    ['计算', calculation(indicator, names)],
    ['单位', indicator.unit === '1' ? '比率' : indicator.unit],
    ['权重', indicator.weight?.toString() ?? (points?.family === 'rank_only' ? undefined : NOT_VISIBLE)],
    ['得分', familyWords(indicator)],
    ['基准值', points?.family === 'ratio' ? benchmarkWords(points.benchmark) : undefined],
    ['封顶', bounds?.cap && `权重的 ${bounds.cap.toString()} 倍`],
    ['保底', bounds?.floor && (bounds.floor.sign === 0 ? '0 分' : `权重的 ${bounds.floor.toString()} 倍`)],
    ['得分小数位', bounds?.pointsDecimals?.toString()],
    ['数值小数位', indicator.valueDecimals?.toString()],
    ['缺失时', missingWords(indicator.missing)],
    ['报零', indicator.zeroIsMissing ? '视为缺失' : undefined],
  ];
}

function calculation({ numerator, denominator, growth, decline }: Indicator, names: PolicyNames): string {
  const quotient = [numerator, ...(denominator ? [denominator] : [])].map((operand) => operandWords(operand, names)).join(' ÷ ');
  if (decline) return `${quotient}，1 − 本年 ÷ 上年`;
  return growth ? `${quotient}，本年 ÷ 上年 − 1` : quotient;
}

function operandWords({ fact, year }: Operand, names: PolicyNames): string {
  return year === 0 ? names.title(fact) : `${names.title(fact)}（${-year} 年前）`;
}

function familyWords({ points }: Indicator): string {
  if (!points) return NOT_VISIBLE;
  switch (points.family) {
    case 'ratio':
      return '数值 ÷ 基准值 × 权重';
    case 'min_max': {
      const [low, rest] = [points.low.toString(), HUNDRED.minus(points.low).toString()];
      return `权重 × [${low} + ${rest} ×（数值 − 最小值）÷（最大值 − 最小值）] ÷ 100`;
    }
    case 'best':
      return '数值 ÷ 最高值 × 权重';
    case 'inverse_mean': {
      const mean = points.decimals === undefined ? '平均值' : `平均值（保留 ${points.decimals} 位小数）`;
      return `权重 ÷ 2 ×（2 − 数值 ÷ ${mean}），达到平均值 2 倍为 0`;
    }
    case 'bands':
      return points.bands?.map((band) => `不低于 ${band.atLeast.toString()} 得 ${band.points.toString()} 分`).join('，') ?? NOT_VISIBLE;
    case 'rank_only':
      return '只按数值排名，不计分';
  }
}

function benchmarkWords(rule: BenchmarkRule | null): string {
  if (!rule) return NOT_VISIBLE;
  if (rule.of === 'fixed') return rule.value.toString();
  const of = {
    mean_of_ratios: '各企业数值的平均',
    ratio_of_sums: '合计之比',
    percentile: rule.of === 'percentile' ? `第 ${rule.percentile.toString()} 百分位` : '',
  }[rule.of];
  const times = rule.times.equals(Rational.ONE) ? '' : `的 ${rule.times.toString()} 倍`;
  const decimals = rule.decimals === undefined ? '' : `（保留 ${rule.decimals} 位小数）`;
  return `${rule.year === 'previous' ? '上年' : '本年'}${of}${times}${decimals}`;
}

function missingWords(rule: MissingRule): string {
  switch (rule.rule) {
    case 'hold':
      return '暂缓评价';
    case 'zero':
      return '0 分';
    case 'reweight':
      return '权重摊给其余指标';
    case 'points':
      return `${rule.points.toString()} 分`;
    case 'group_mean':
      return rule.decimals === undefined ? '组内平均得分' : `组内平均得分（保留 ${rule.decimals} 位小数）`;
  }
}
