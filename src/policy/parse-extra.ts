import type { Extra } from '../grading/scheme.js';
import { Rational } from '../grading/rational.js';
import type { Field, Section } from './fields.js';
import { parseCondition } from './parse-condition.js';
import type { SchemeReading } from './scheme-reading.js';

const BY_CONDITION = ['id', 'title', 'when', 'points'];
const BY_COUNT = ['id', 'title', 'count', 'free', 'first', 'each', 'max'];

/** Reads points beside the indicators: for a condition, or for each of a count. */
export function parseExtra(reading: SchemeReading, field: Field): Extra | undefined {
  const byCount = reading.section(field, 'any')?.get('count') !== undefined;
  const section = reading.section(field, byCount ? BY_COUNT : BY_CONDITION);
  const id = section && reading.must(section, 'id', (name) => reading.text(name));
  if (!section || id === undefined) return undefined;
  if (reading.keptAside(section, ['when', 'points', 'count', 'first', 'each'])) return undefined;
  const title = reading.title(section, id);
  if (byCount) return parseCount(reading, section, id, title);
  const when = reading.must(section, 'when', (condition) => parseCondition(reading, condition, 'facts only'));
  const points = reading.must(section, 'points', (number) => reading.decimal(number));
  return when && points && { id, title, by: 'condition', when, points };
}

function parseCount(reading: SchemeReading, section: Section, id: string, title: string): Extra | undefined {
  const count = reading.must(section, 'count', (name) => reading.numericFact(name));
  const first = reading.must(section, 'first', (number) => reading.decimal(number));
  const each = reading.must(section, 'each', (number) => reading.decimal(number));
  const free = reading.optional(section, 'free', (number) => reading.decimal(number)) ?? Rational.ZERO;
  const max = reading.optional(section, 'max', (number) => reading.decimal(number));
  if (max && first && each && [first, each].some((points) => points.sign * max.sign < 0)) {
    reading.report(section.get('max')!, 'max 应与 first、each 同号：加分写正数，扣分写负数');
  }
  return count === undefined || !first || !each ? undefined : { id, title, by: 'count', count, free, first, each, max };
}
