import type { Condition, Test, Value } from '../grading/scheme.js';
import type { FactDefinition } from '../grading/fact.js';
import type { Field, Section } from './fields.js';
import type { SchemeReading } from './scheme-reading.js';

/** Where a condition stands: those of overrides may also ask for indicators and the class so far. */
export type ConditionPlace = 'facts only' | 'override';

const COMPARISONS = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const;
const TESTS = [...COMPARISONS, 'in', 'starts_with', 'missing'];
const FORMS = ['fact', 'event', 'all', 'any', 'not'];
const OVERRIDE_FORMS = [...FORMS, 'indicator', 'class'];
const DEEPEST = 40;
const MOST_YEARS = 100;

/** Whom a condition means that a partial scheme does not know. */
export const NOBODY: Condition = { kind: 'any', of: [] };

/** Reads a condition (SCHEME.md, Conditions). */
export function parseCondition(reading: SchemeReading, field: Field, place: ConditionPlace, depth = 0): Condition | undefined {
  if (depth > DEEPEST) return reading.report(field, '条件嵌套过深；请改写得平一些');
  const forms = place === 'override' ? OVERRIDE_FORMS : FORMS;
  const whole = reading.section(field, [...forms, ...TESTS, 'within_years']);
  if (!whole) return undefined;
  const named = forms.filter((form) => whole.get(form));
  if (named.length !== 1) return reading.report(field, `条件应当恰有 ${forms.join('、')} 中的一个，这里有 ${named.length} 个`);
  const form = named[0]!;
  const allowed = form === 'fact' || form === 'indicator' ? [form, ...TESTS] : form === 'event' ? [form, 'within_years'] : [form];
  const section = reading.section(field, allowed);
  const content = section?.get(form);
  if (!section || !content) return undefined;
  switch (form) {
    case 'fact':
      return factCondition(reading, section, content);
    case 'indicator':
      return indicatorCondition(reading, section, content);
    case 'event':
      return eventCondition(reading, section, content);
    case 'class':
      return classCondition(reading, content);
    case 'not': {
      const of = parseCondition(reading, content, place, depth + 1);
      return of && { kind: 'not', of };
    }
    default: {
      const parts = reading.list(content)?.map((item) => parseCondition(reading, item, place, depth + 1));
      const of = parts?.filter((part) => part !== undefined);
      return of && { kind: form === 'all' ? 'all' : 'any', of };
    }
  }
}

function factCondition(reading: SchemeReading, section: Section, content: Field): Condition | undefined {
  const fact = reading.fact(content);
  const kind = fact === undefined ? undefined : reading.names.kind(fact);
  if (fact === undefined || kind === undefined) return undefined;
  return { kind: 'fact', fact, tests: parseTests(reading, section, kind) };
}

function indicatorCondition(reading: SchemeReading, section: Section, content: Field): Condition | undefined {
  const indicator = reading.text(content);
  if (indicator === undefined) return undefined;
  if (!reading.indicators.has(indicator))
    return reading.report(content, `没有“${indicator}”这个指标；可用：${[...reading.indicators].join('、')}`);
  return { kind: 'indicator', indicator, tests: parseTests(reading, section, 'number') };
}

function eventCondition(reading: SchemeReading, section: Section, content: Field): Condition | undefined {
  const event = reading.text(content);
  const withinYears = reading.optional(section, 'within_years', (field) => reading.integer(field, 1, MOST_YEARS)) ?? 1;
  if (event === undefined) return undefined;
  if (!reading.names.hasEvent(event)) return reading.report(content, `没有“${event}”这个事项；请核对代码，或先在 facts.yaml 中申报`);
  return { kind: 'event', event, withinYears };
}

function classCondition(reading: SchemeReading, content: Field): Condition | undefined {
  const classes = reading.list(content)?.flatMap((item) => parseClass(reading, item) ?? []);
  return classes && { kind: 'class', classes };
}

/** The name of a class that some group of the scheme has. */
export function parseClass(reading: SchemeReading, field: Field): string | undefined {
  const name = reading.text(field);
  if (name === undefined || reading.classes.has(name)) return name;
  if (reading.classes.size === 0 && reading.partial) return name;
  const known = reading.classes.size === 0 ? '本办法没有分档' : `可用：${[...reading.classes].join('、')}`;
  return reading.report(field, `办法中没有“${name}”这一档；${known}`);
}

function parseTests(reading: SchemeReading, section: Section, kind: FactDefinition['kind']): readonly Test[] {
  const present = TESTS.filter((test) => section.get(test) && !reading.leftOpen(section, test));
  if (present.length === 0 && !TESTS.some((test) => section.get(test)))
    reading.report(section, `条件没有写比较方式；可用：${TESTS.join('、')}`);
  return present.flatMap((test) => parseTest(reading, test, section.get(test)!, kind) ?? []);
}

function parseTest(reading: SchemeReading, name: string, field: Field, kind: FactDefinition['kind']): Test | undefined {
  if (name === 'missing') {
    const expected = reading.boolean(field);
    return expected === undefined ? undefined : { test: 'missing', expected };
  }
  if (name === 'in') {
    const values = reading.list(field)?.flatMap((item) => parseValue(reading, item, kind) ?? []);
    return values && { test: 'in', values };
  }
  if (name === 'starts_with') {
    if (kind !== 'text') return reading.report(field, 'starts_with 只能用于文字');
    const prefixes = reading.list(field)?.flatMap((item) => reading.text(item) ?? []);
    return prefixes && { test: 'starts_with', prefixes };
  }
  const test = COMPARISONS.find((comparison) => comparison === name)!;
  if (test !== 'eq' && test !== 'ne' && (kind === 'text' || kind === 'boolean')) {
    return reading.report(field, `${test} 比较大小，只能用于数字和日期；这里请用 eq、ne 或 in`);
  }
  const value = parseValue(reading, field, kind);
  return value === undefined ? undefined : { test, value };
}

function parseValue(reading: SchemeReading, field: Field, kind: FactDefinition['kind']): Value | undefined {
  switch (kind) {
    case 'number':
      return reading.decimal(field);
    case 'boolean':
      return reading.boolean(field);
    case 'text':
      return reading.text(field);
    case 'date':
      return reading.date(field);
  }
}
