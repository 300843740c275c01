import type { Section } from './fields.js';
import { LAND_INDICATORS } from './land-indicators.js';
import type { LandRuleReading } from './land-rule-reading.js';
import type { LandTarget, LandTargets } from './land-rules.js';

const KEYS = ['indicator', 'value', 'regions', 'zones', 'base_year'];
const INDICATORS = LAND_INDICATORS.map(({ id }) => id);
const OF_A_BASE = 'land_per_gdp_fall';

/** targets.yaml: the first in force that fits a row holds (LANDUSE.md, Rule files). */
export function parseLandTargets(reading: LandRuleReading): LandTargets | undefined {
  const file = reading.header('land_targets', ['targets']);
  if (!file) return undefined;
  const { section, head } = file;
  const targets = reading.must(section, 'targets', (list) => reading.entries(list, KEYS, (entry) => readTarget(reading, entry))) ?? [];
  return head && { ...head, targets };
}

function readTarget(reading: LandRuleReading, section: Section): LandTarget | undefined {
  const indicator = reading.must(section, 'indicator', (field) => {
    const id = reading.text(field);
    const known: readonly string[] = INDICATORS;
    return id === undefined || known.includes(id) ? id : reading.report(field, `没有“${id}”这个用地指标；可用：${known.join('、')}`);
  });
  const value = reading.must(section, 'value', (field) => reading.exact(field));
  const regions = reading.optional(section, 'regions', (field) => reading.texts(field));
  const zones = reading.optional(section, 'zones', (field) => reading.texts(field));
  const baseYear = reading.optional(section, 'base_year', (field) => reading.year(field));
  if (indicator === OF_A_BASE && !section.get('base_year')) reading.report(section, `${OF_A_BASE} 的目标要写明基期年（base_year）`);
  const grounds = reading.grounds(section);
  return indicator && value ? { indicator, value, regions, zones, baseYear, ...grounds } : undefined;
}
