import type { Condition, Scheme } from '../grading/scheme.js';
import type { Field } from './fields.js';
import { parseCondition } from './parse-condition.js';
import type { SchemeReading } from './scheme-reading.js';

/** How tenants are treated, and which of them where the rule is not for all. */
export interface Tenancy {
  readonly rule: Scheme['tenancy'];
  readonly when: Condition | undefined;
}

/** Reads `tenancy`: a rule by its name, or `{ rule: inherit_owner, when: … }` where only some tenants take their owner's class. */
export function parseTenancy(reading: SchemeReading, field: Field): Tenancy | undefined {
  const ruleOf = (name: Field): Tenancy['rule'] | undefined => reading.oneOf(name, ['net', 'merge', 'inherit_owner']);
  if (!reading.isSection(field)) {
    const rule = ruleOf(field);
    return rule && { rule, when: undefined };
  }
  const section = reading.section(field, ['rule', 'when']);
  const rule = section && reading.must(section, 'rule', ruleOf);
  if (!section || !rule) return undefined;
  const when = reading.optional(section, 'when', (condition) => parseCondition(reading, condition, 'facts only'));
  if (when && rule !== 'inherit_owner') return reading.report(section.get('when')!, '只有 inherit_owner 可以用 when 限定哪些承租企业');
  return { rule, when };
}
