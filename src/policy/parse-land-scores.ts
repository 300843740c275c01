import { Rational } from '../grading/rational.js';
import type { Field } from './fields.js';
import { TOWN_INDICATORS, ZONE_INDICATORS } from './land-indicators.js';
import type { LandRuleReading } from './land-rule-reading.js';
import type { TownScoreRules, Weighted, ZoneIdeals } from './land-rules.js';

const HUNDRED = Rational.integer(100);

/** town-score.yaml: how towns are scored by their use of land (LANDUSE.md, Rule files). */
export function parseTownScore(reading: LandRuleReading): TownScoreRules | undefined {
  const file = reading.header('town_score', ['years', 'missing', 'indicators', 'line']);
  if (!file) return undefined;
  const { section, head } = file;
  const years = reading.must(section, 'years', (field) => reading.years(field)) ?? [];
  reading.must(section, 'missing', (field) => reading.oneOf(field, ['hold']));
  const line = reading.optional(section, 'line', (field) => reading.exact(field));
  const indicators = reading.must(section, 'indicators', (list) => readWeighted(reading, list, 'target', TOWN_INDICATORS)) ?? [];
  return head && { ...head, years, indicators, line };
}

/** zone-ideals.yaml: the weights and ideals of a zone's indicators (LANDUSE.md, Rule files). */
export function parseZoneIdeals(reading: LandRuleReading): ZoneIdeals | undefined {
  const file = reading.header('zone_intensity', ['years', 'indicators']);
  if (!file) return undefined;
  const { section, head } = file;
  const years = reading.must(section, 'years', (field) => reading.years(field)) ?? [];
  const indicators = reading.must(section, 'indicators', (list) => readWeighted(reading, list, 'ideal', ZONE_INDICATORS)) ?? [];
  return head && { ...head, years, indicators };
}

/** Indicators with their weights, which add up to 100, and what they are measured by. */
function readWeighted(reading: LandRuleReading, list: Field, by: 'target' | 'ideal', known: readonly string[]): readonly Weighted[] {
  const ids = new Set<string>();
  const indicators = (reading.list(list) ?? []).flatMap((item): readonly Weighted[] => {
    const section = reading.section(item, ['id', 'weight', by, 'article']);
    if (!section) return [];
    const id = reading.must(section, 'id', (field) => {
      const name = reading.text(field);
      if (name === undefined || known.includes(name)) return name;
      return reading.report(field, `这里没有“${name}”这个指标；可用：${known.join('、')}`);
    });
    if (id !== undefined && ids.has(id)) reading.report(item, `指标“${id}”重复；请只写一次`);
    if (id !== undefined) ids.add(id);
    const weight = reading.must(section, 'weight', (field) => reading.positive(field));
    const measure = reading.must(section, by, (field) => reading.positive(field));
    const article = reading.optionalText(section, 'article');
    return id && weight && measure ? [{ id, weight, by: measure, article }] : [];
  });
  const total = Rational.sum(indicators.map(({ weight }) => weight));
  if (indicators.length > 0 && !total.equals(HUNDRED)) reading.report(list, `权重之和应当是 100，这里是 ${total.toString()}`);
  return indicators;
}
