import type { Field, Section } from './fields.js';
import type { LandRuleReading } from './land-rule-reading.js';
import { CREDIT_REPAIRS, type CreditRule, type CreditRules, type CreditWhen } from './land-rules.js';

const KEYS = ['id', 'title', 'when', 'counts_years', 'repaired_by'];
const KINDS = ['commitment_unmet', 'idle_enterprise', 'instalment_overdue', 'finding_confirmed', 'contract_terminated'] as const;
const WHEN_KEYS = ['kind', 'node', 'days', 'kinds'];
const [MOST_DAYS, MOST_YEARS] = [36_500, 100];

/** credit.yaml: what counts against an enterprise, and until when (LANDUSE.md, Credit). */
export function parseLandCredit(reading: LandRuleReading): CreditRules | undefined {
  const file = reading.header('land_credit', ['rules']);
  if (!file) return undefined;
  const { section, head } = file;
  const ids = new Set<string>();
  const rules = reading.must(section, 'rules', (list) =>
    reading.entries(list, KEYS, (entry, item) => {
      const rule = readRule(reading, entry);
      if (rule && ids.has(rule.id)) reading.report(item, `规则 id“${rule.id}”重复；请另取 id`);
      if (rule) ids.add(rule.id);
      return rule;
    }),
  );
  return head && { ...head, rules: rules ?? [] };
}

function readRule(reading: LandRuleReading, section: Section): CreditRule | undefined {
  const id = reading.id(section, 'id');
  const title = reading.must(section, 'title', (field) => reading.text(field));
  const when = reading.must(section, 'when', (field) => readWhen(reading, field));
  const countsYears = reading.must(section, 'counts_years', (field) => reading.integer(field, 1, MOST_YEARS));
  reading.required(section, 'repaired_by');
  const repairedBy = reading.optional(section, 'repaired_by', (field) => reading.oneOf(field, CREDIT_REPAIRS));
  const grounds = reading.grounds(section);
  return id && title && when && countsYears !== undefined ? { id, title, when, countsYears, repairedBy, ...grounds } : undefined;
}

/** The kind alone, or `{ kind: …, node | days | kinds: … }`. */
function readWhen(reading: LandRuleReading, field: Field): CreditWhen | undefined {
  if (!reading.isSection(field)) {
    const kind = reading.oneOf(field, KINDS);
    if (kind === 'idle_enterprise' || kind === 'contract_terminated') return { kind };
    return kind && reading.report(field, `${kind} 还要写明 node、days 或 kinds，如 { kind: commitment_unmet, node: 达产 }`);
  }
  const section = reading.section(field, WHEN_KEYS);
  const kind = section && reading.must(section, 'kind', (name) => reading.oneOf(name, KINDS));
  switch (kind) {
    case 'commitment_unmet': {
      const node = reading.must(section!, 'node', (name) => reading.oneOf(name, ['竣工', '投产', '达产']));
      return node && { kind, node };
    }
    case 'instalment_overdue': {
      const days = reading.must(section!, 'days', (number) => reading.integer(number, 0, MOST_DAYS));
      return days === undefined ? undefined : { kind, days };
    }
    case 'finding_confirmed': {
      const kinds = reading.must(section!, 'kinds', (list) => reading.texts(list));
      return kinds && { kind, kinds };
    }
    case 'idle_enterprise':
    case 'contract_terminated':
      return { kind };
    default:
      return undefined;
  }
}
