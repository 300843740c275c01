import type { IndicatorResult } from './assessment.js';
import type { FactDefinition } from './fact.js';
import type { MissingReason } from './indicator.js';
import { pointsOf } from './points.js';
import type { Rational } from './rational.js';
import type { Indicator, Operand, PointsRule, Scheme } from './scheme.js';

/** What facts are called and measured in. */
export interface FactNames {
  readonly title: (fact: string) => string;
  readonly unit: (fact: string) => string;
}

const REASONS: Readonly<Record<MissingReason, string>> = {
  FACT_MISSING: '未报送',
  DENOMINATOR_NOT_POSITIVE: '分母不大于 0',
  ZERO_REPORTED: '所报为 0，按缺失处理',
};

/** Titles and units by the departments' definitions; a derived sum is in the unit of its terms. */
export function factNames(scheme: Scheme, facts: readonly FactDefinition[]): FactNames {
  const definitions = new Map(facts.map((fact) => [fact.id, fact]));
  const sums = new Map(scheme.derived.map((sum) => [sum.id, sum]));
  return {
    title: (id) => sums.get(id)?.title ?? definitions.get(id)?.title ?? id,
    unit: (id) => definitions.get(sums.get(id)?.terms[0]?.fact ?? id)?.unit ?? '',
  };
}

/** A figure for people: exact if short, else rounded at `places`. */
export function figure(value: Rational, places = 6): string {
  return value.round(places).toString();
}

/** One line: 亩均税收 = 300 万元 ÷ 12.5 亩 = 24 万元/亩; 24 ÷ 24.097 × 30 = 29.8792 分 */
export function explainIndicator(result: IndicatorResult, names: FactNames): string {
  if (!result.value) return `${result.title}：${missingText(result, names)}`;
  const value = `${result.title} = ${quotient(result, names)}${withUnit(figure(result.value), result.unit)}`;
  const rule = result.indicator.points;
  if (!rule || rule.family === 'rank_only' || !result.weight || !result.points) return `${value}，按此排名`;
  return `${value}; ${pointsText(rule, result.weight, result.value, result)}`;
}

/** Why a value is missing, e.g. 未报送 — for what an enterprise is held for. */
export function missingReasonText(reason: MissingReason): string {
  return REASONS[reason];
}

function quotient({ numerator, denominator, indicator }: IndicatorResult, names: FactNames): string {
  if (!numerator) return '';
  const above = operandText(numerator, indicator.numerator, names);
  const now = denominator && indicator.denominator ? `${above} ÷ ${operandText(denominator, indicator.denominator, names)}` : above;
  if (indicator.decline) return `1 −（${now}）÷ 上年同口径 = `;
  if (indicator.growth) return `（${now}）÷ 上年同口径 − 1 = `;
  return denominator || indicator.valueDecimals !== undefined ? `${now} = ` : '';
}

function operandText(value: Rational, operand: Operand, names: FactNames): string {
  const year = operand.year === 0 ? '' : `（${-operand.year} 年前）`;
  return `${withUnit(figure(value), names.unit(operand.fact))}${year}`;
}

function withUnit(text: string, unit: string | undefined): string {
  return unit === undefined || unit === '' || unit === '1' ? text : `${text} ${unit}`;
}

function pointsText(rule: PointsRule, weight: Rational, value: Rational, result: IndicatorResult): string {
  const unbounded = pointsOf({ ...rule, cap: undefined, floor: undefined, pointsDecimals: undefined }, weight, value, result.yardstick);
  const steps = [`${formula(weight, value, result)} = ${figure(unbounded, 4)} 分`];
  if (rule.cap && unbounded.compare(rule.cap.times(weight)) > 0) steps.push(`封顶 ${bound(rule.cap, weight)}`);
  if (rule.floor && unbounded.compare(rule.floor.times(weight)) < 0) steps.push(`保底 ${bound(rule.floor, weight)}`);
  if (rule.pointsDecimals !== undefined) steps.push(`保留 ${rule.pointsDecimals} 位小数 ${figure(result.points!, rule.pointsDecimals)} 分`);
  return steps.join('，');
}

function bound(multiple: Rational, weight: Rational): string {
  return `${figure(multiple)} × ${figure(weight)} = ${figure(multiple.times(weight), 4)} 分`;
}

function formula(weight: Rational, value: Rational, { yardstick: by, indicator }: IndicatorResult): string {
  const [w, x] = [figure(weight), figure(value)];
  switch (by.kind) {
    case 'benchmark':
      return `${x} ÷ ${figure(by.value)} × ${w}`;
    case 'range': {
      const low = indicator.points?.family === 'min_max' ? figure(indicator.points.low) : '0';
      if (by.least.equals(by.most)) return `各企业相同，得满分`;
      return `${w} × (${low} + (100 − ${low}) × (${x} − ${figure(by.least)}) ÷ (${figure(by.most)} − ${figure(by.least)})) ÷ 100`;
    }
    case 'most':
      return by.value.sign > 0 ? `${x} ÷ 最优值 ${figure(by.value)} × ${w}` : '最优值不大于 0，得分';
    case 'mean':
      if (by.value.sign <= 0) return '均值不大于 0，得分';
      return value.compare(by.value.plus(by.value)) >= 0
        ? `不低于均值 ${figure(by.value)} 的 2 倍，得分`
        : `${w} ÷ 2 × (2 − ${x} ÷ 均值 ${figure(by.value)})`;
    case 'none':
      return bandText(indicator, value);
  }
}

function bandText(indicator: Indicator, value: Rational): string {
  const bands = indicator.points?.family === 'bands' ? indicator.points.bands : null;
  const reached = bands?.find((band) => value.compare(band.atLeast) >= 0);
  return reached ? `达到 ${figure(reached.atLeast)}，得分` : '未达最低一段，得分';
}

function missingText(result: IndicatorResult, names: FactNames): string {
  const { numerator, denominator, weight } = result.indicator;
  const lacking = [
    ...(result.numerator ? [] : [names.title(numerator.fact)]),
    ...(!denominator || result.denominator ? [] : [names.title(denominator.fact)]),
  ];
  const reason = result.missing ? REASONS[result.missing] : '';
  const why = result.missing === 'FACT_MISSING' && lacking.length > 0 ? `${lacking.join('、')}${reason}` : reason;
  switch (result.treatedBy) {
    case 'zero':
      return `缺失（${why}），得 0 分`;
    case 'points':
      return `缺失（${why}），按办法计 ${figure(result.points!, 4)} 分`;
    case 'group_mean':
      return `缺失（${why}），按组内均分计 ${figure(result.points!, 4)} 分`;
    case 'reweight':
      return `缺失（${why}），权重 ${weight ? figure(weight) : ''} 摊给其余指标`;
    default:
      return `缺失（${why}），暂缓评价`;
  }
}
