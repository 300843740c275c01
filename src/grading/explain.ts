import type { Assessment, EnterpriseResult, EvaluationState, Lack } from './assessment.js';
import { explainIndicator, factNames, figure, missingReasonText, type FactNames } from './explain-indicator.js';
import type { FactDefinition } from './fact.js';
import { Rational } from './rational.js';

const STATES: Readonly<Record<EvaluationState, string>> = {
  GRADED: '已评价',
  HELD: '暂缓评价',
  TEMPORARY: '暂不分档',
  NOT_EVALUATED: '不参加评价',
};

/**
 * A grade as a person would write it down, one step a line: values, points, extras, total, rank, class, overrides, or
 * what an enterprise is held for. Figures of values are rounded at 6 places, points at 4; the arithmetic is not.
 *
 * @param facts the definitions that give titles and units.
 */
export function explain(assessment: Assessment, result: EnterpriseResult, facts: readonly FactDefinition[]): string {
  const names = factNames(assessment.scheme, facts);
  const { scheme, year } = assessment;
  const lines = [`${result.creditCode} ${scheme.title}（${scheme.id}，${year} 年度）`, standingLine(result)];
  if (result.unit) lines.push(`与 ${result.unit.filter((code) => code !== result.creditCode).join('、')} 同宗地，合并评价`);
  lines.push(...result.indicators.map((indicator) => explainIndicator(indicator, names)));
  lines.push(...extraLines(result), ...totalLine(result), ...rankLine(result), ...classLines(result, names));
  return lines.join('\n');
}

function standingLine(result: EnterpriseResult): string {
  const group = result.group ? `组别：${result.group.title}` : '不属于任何组';
  const title = result.stateTitle ? `（${result.stateTitle}）` : '';
  return `状态：${STATES[result.state]}${title}；${group}`;
}

function extraLines({ extras, extrasSum, group }: EnterpriseResult): readonly string[] {
  if (extras.length === 0) return [];
  const each = extras.map((extra) => `${extra.title} ${signed(extra.points)}`).join('，');
  const sum = Rational.sum(extras.map((extra) => extra.points));
  const capped = group?.extrasCap && !sum.equals(extrasSum) ? `，合计 ${signed(sum)}，以 ${figure(group.extrasCap)} 为限` : '';
  return [`加减分：${each}${capped} = ${signed(extrasSum)} 分`];
}

function totalLine({ indicators, reweighting, extras, extrasSum, total, group }: EnterpriseResult): readonly string[] {
  if (!total) return [];
  const points = indicators.flatMap((indicator) => (indicator.points ? [figure(indicator.points, 4)] : []));
  const sum = points.join(' + ').replaceAll('+ -', '− ');
  const weighted = reweighting.equals(Rational.ONE) ? sum : `(${sum}) × ${figure(reweighting)}`;
  const extra =
    extras.length === 0 ? '' : ` ${extrasSum.sign < 0 ? '−' : '+'} ${figure(extrasSum.sign < 0 ? extrasSum.negated() : extrasSum, 4)}`;
  const floor = group?.total.floor && total.equals(group.total.floor) ? `（不低于 ${figure(group.total.floor)}）` : '';
  return [`总分 = ${weighted}${extra} = ${total.toFixed(group?.total.decimals ?? 6)}${floor}`];
}

function rankLine({ rank, rankedOf }: EnterpriseResult): readonly string[] {
  return rank === undefined ? [] : [`名次：第 ${rank} 名，共 ${rankedOf ?? rank} 家`];
}

function classLines(result: EnterpriseResult, names: FactNames): readonly string[] {
  const lines = result.lacks.map((lack) => lackLine(lack, result, names));
  if (result.initial !== undefined) {
    lines.push(result.inheritedFrom ? `无自有土地，随出租方 ${result.inheritedFrom}：${result.initial}` : `初定：${result.initial}`);
  }
  for (const { title, article, before, after } of result.overrides) {
    const ground = article ? `（${article}）` : '';
    lines.push(`调整：${title}${ground}：${before === after ? `${before}，不变` : `${before} → ${after}`}`);
  }
  if (result.final !== undefined) {
    const name = result.group?.names[result.final];
    lines.push(`最终：${result.final}${name ? `（${name}）` : ''}`);
  }
  if (result.treatedAs !== undefined) lines.push(`政策执行：比照 ${result.treatedAs}`);
  return lines;
}

function lackLine(lack: Lack, result: EnterpriseResult, names: FactNames): string {
  if (lack.what === 'owner') {
    const why = lack.reason === 'OWNERS_IN_A_CIRCLE' ? '互为出租方，无从确定' : '没有档';
    return `待定：出租方 ${lack.creditCode} ${why}`;
  }
  const indicator = result.indicators.find((found) => found.id === lack.id)?.indicator;
  const facts = indicator ? [indicator.numerator, ...(indicator.denominator ? [indicator.denominator] : [])] : [];
  const sources = facts.map((operand) => names.title(operand.fact)).join('、');
  return `待补：${lack.title}（${missingReasonText(lack.reason)}；取自 ${sources}）`;
}

function signed(value: Rational): string {
  return value.sign > 0 ? `+${figure(value, 4)}` : figure(value, 4);
}
