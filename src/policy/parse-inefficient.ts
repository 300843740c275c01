import type { Field, Section } from './fields.js';
import type { LandRuleReading } from './land-rule-reading.js';
import { LEDGER_KINDS, type InefficientRule, type InefficientRules, type LandLedgerKind } from './land-rules.js';
import { parseCondition } from './parse-condition.js';
import type { LoadedScheme } from './registry.js';

const KEYS = ['id', 'title', 'when'];

/**
 * inefficient.yaml: when a parcel is suspected, and how a recognised case may end (LANDUSE.md, Rule files).
 * @param schemes by id: one of them is named, with one of its sums
 */
export function parseInefficient(reading: LandRuleReading, schemes: ReadonlyMap<string, LoadedScheme>): InefficientRules | undefined {
  const file = reading.header('land_rules', ['scheme', 'tax', 'rules', 'ways']);
  if (!file) return undefined;
  const { section, head } = file;
  const scheme = reading.must(section, 'scheme', (field) => {
    const id = reading.text(field);
    return id === undefined || schemes.has(id)
      ? id
      : reading.report(field, `没有“${id}”这份办法；可用：${[...schemes.keys()].join('、') || '（办法目录是空的）'}`);
  });
  const sums = scheme === undefined ? [] : schemes.get(scheme)!.scheme.derived.map(({ id }) => id);
  const tax = reading.must(section, 'tax', (field) => {
    const id = reading.text(field);
    if (id === undefined || scheme === undefined || sums.includes(id)) return id;
    return reading.report(field, `办法 ${scheme} 没有“${id}”这个合计（derived）；可用：${sums.join('、') || '（没有合计）'}`);
  });
  for (const sum of sums) reading.names.addDerived(sum);
  const rules = reading.must(section, 'rules', (list) => readRules(reading, list)) ?? [];
  const ways = reading.must(section, 'ways', (map) => readWays(reading, map));
  return head && scheme && tax && ways ? { ...head, scheme, tax, rules, ways } : undefined;
}

function readRules(reading: LandRuleReading, list: Field): readonly InefficientRule[] {
  const ids = new Set<string>();
  return reading.entries(list, KEYS, (section, item) => {
    const rule = readRule(reading, section);
    if (rule && ids.has(rule.id)) reading.report(item, `规则 id“${rule.id}”重复；请另取 id`);
    if (rule) ids.add(rule.id);
    return rule;
  });
}

function readRule(reading: LandRuleReading, section: Section): InefficientRule | undefined {
  const id = reading.id(section, 'id');
  const title = reading.must(section, 'title', (field) => reading.text(field));
  const when = reading.must(section, 'when', (field) => parseCondition(reading, field, 'facts only'));
  const grounds = reading.grounds(section);
  return id && title && when ? { id, title, when, ...grounds } : undefined;
}

function readWays(reading: LandRuleReading, field: Field): InefficientRules['ways'] | undefined {
  const section = reading.section(field, LEDGER_KINDS);
  if (!section) return undefined;
  const of = (kind: LandLedgerKind): readonly string[] => reading.must(section, kind, (list) => reading.texts(list)) ?? [];
  return { APPROVED_UNSUPPLIED: of('APPROVED_UNSUPPLIED'), IDLE: of('IDLE'), INEFFICIENT: of('INEFFICIENT') };
}
