import { Rational } from '../grading/rational.js';
import type { Condition, Group, Test, Value } from '../grading/scheme.js';
import type { PolicyNames } from './policy-names.js';

/** Where a document says that there is a rule or a number, and we have not seen it. */
export const NOT_VISIBLE = '未见';

const NUMBER_WORDS = { eq: '等于', ne: '不等于', gt: '大于', gte: '不低于', lt: '低于', lte: '不高于' } as const;
const DATE_WORDS = { eq: '为', ne: '不为', gt: '晚于', gte: '不早于', lt: '早于', lte: '不晚于' } as const;

/** A condition as an official would say it (中文), e.g. 规上为否，且用地面积不低于 3 亩. */
export function conditionWords(condition: Condition, names: PolicyNames, groups: readonly Group[] = []): string {
  const words = (part: Condition): string => {
    switch (part.kind) {
      case 'fact': {
        const unit = names.unit(part.fact);
        return tested(names.title(part.fact), part.tests, names.kind(part.fact), unit);
      }
      case 'indicator': {
        const found = groups.flatMap((group) => group.indicators).find(({ id }) => id === part.indicator);
        return tested(`指标“${found?.title ?? part.indicator}”`, part.tests, 'number', found?.unit ?? '');
      }
      case 'event':
        return part.withinYears === 1
          ? `本年度有${names.event(part.event)}事项`
          : `近 ${part.withinYears} 年（含本年度）有${names.event(part.event)}事项`;
      case 'class':
        return `此时为 ${part.classes.join('、')} 档`;
      case 'all':
        return joined(part.of, '，且');
      case 'any':
        return part.of.length === 0 ? NOT_VISIBLE : joined(part.of, '，或');
      case 'not':
        return `不符合（${words(part.of)}）`;
    }
  };
  const joined = (parts: readonly Condition[], by: string): string =>
    parts.map((part) => ((part.kind === 'all' || part.kind === 'any') && part.of.length > 1 ? `（${words(part)}）` : words(part))).join(by);
  return words(condition);
}

function tested(title: string, tests: readonly Test[], kind: 'number' | 'boolean' | 'text' | 'date', unit: string): string {
  return tests.length === 0 ? `${title}（数值${NOT_VISIBLE}）` : tests.map((test) => `${title}${testWords(test, kind, unit)}`).join('，且');
}

function testWords(test: Test, kind: 'number' | 'boolean' | 'text' | 'date', unit: string): string {
  const said = (value: Value): string => valueWords(value, unit);
  switch (test.test) {
    case 'missing':
      return test.expected ? '没有报送' : '已报送';
    case 'in':
      return `为 ${test.values.map(said).join('、')} 之一`;
    case 'starts_with':
      return `以 ${test.prefixes.join('、')} 开头`;
    default: {
      if (kind === 'boolean' || kind === 'text') return `${test.test === 'ne' ? '不为' : '为'}${said(test.value)}`;
      return `${(kind === 'date' ? DATE_WORDS : NUMBER_WORDS)[test.test]} ${said(test.value)}`;
    }
  }
}

function valueWords(value: Value, unit: string): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (value instanceof Rational) return unit === '' || unit === '1' ? value.toString() : `${value.toString()} ${unit}`;
  return value;
}
