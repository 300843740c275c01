import type { Rational } from '../grading/rational.js';
import type { DocumentSource } from '../grading/scheme.js';
import type { Field } from './fields.js';
import { parseSources } from './parse-sources.js';
import type { SchemeProblem } from './problem.js';
import { TreatmentReading, type Period } from './treatment-reading.js';
import { YamlFile } from './yaml-file.js';

const KEYS = ['land_thresholds', 'title', 'jurisdiction', 'status', 'sources', 'notes', 'items'];
const ITEM_KEYS = ['id', 'title', 'below', 'unit', 'zones', 'from', 'to', 'article'];
const UNIT = '万元/亩';

/** Land whose tax a 亩 lies below this is of low efficiency. */
export interface LandThreshold extends Period {
  readonly id: string;
  readonly title: string;
  /** 万元/亩 a year. */
  readonly below: Rational;
  /** Zone codes; undefined: everywhere. */
  readonly zones: readonly string[] | undefined;
  readonly article: string | undefined;
}

/** A document's thresholds of low efficiency (a file under treatments/). */
export interface LandThresholds {
  readonly id: string;
  readonly title: string;
  /** Whose land: the schemes whose jurisdiction begins with it. */
  readonly jurisdiction: string;
  readonly status: 'complete' | 'partial' | 'example';
  readonly sources: readonly DocumentSource[];
  readonly items: readonly LandThreshold[];
}

export type ParsedThresholds = { readonly thresholds: LandThresholds } | { readonly problems: readonly SchemeProblem[] };

/** Reads a file of thresholds (one that begins with `land_thresholds`), or finds every problem in it. */
export function parseThresholds(text: string, fileName: string): ParsedThresholds {
  const file = new YamlFile(fileName, text);
  if (file.isBroken) return { problems: file.inOrder() };
  const thresholds = readThresholds(new TreatmentReading(file));
  return thresholds && file.problems.length === 0 ? { thresholds } : { problems: file.inOrder() };
}

function readThresholds(reading: TreatmentReading): LandThresholds | undefined {
  const section = reading.section(reading.root, KEYS);
  if (!section) return undefined;
  const id = reading.id(section, 'land_thresholds');
  const title = reading.must(section, 'title', (field) => reading.text(field));
  const jurisdiction = reading.must(section, 'jurisdiction', (field) => reading.text(field));
  const status = reading.status(section);
  const sources = parseSources(reading, section);
  reading.optionalText(section, 'notes');
  const items = reading.must(section, 'items', (list) => reading.items(list, (item) => readItem(reading, item)));
  if (!id || !title || !jurisdiction || !status || !items) return undefined;
  return { id, title, jurisdiction, status, sources, items };
}

function readItem(reading: TreatmentReading, field: Field): LandThreshold | undefined {
  const section = reading.section(field, ITEM_KEYS);
  if (!section) return undefined;
  const id = reading.id(section, 'id');
  const below = reading.must(section, 'below', (number) => reading.decimal(number));
  reading.must(section, 'unit', (unit) => reading.oneOf(unit, [UNIT]));
  const zones = reading.optional(section, 'zones', (list) => reading.list(list)?.flatMap((item) => reading.text(item) ?? []));
  const period = reading.period(section);
  if (below && below.sign <= 0) reading.report(section.get('below')!, `低效标准应大于 0，这里是 ${below.toString()}`);
  if (id === undefined || !below) return undefined;
  return { id, title: reading.title(section, id), below, zones, article: reading.optionalText(section, 'article'), ...period };
}
