import { Rational } from '../grading/rational.js';
import type { Field, Section } from './fields.js';
import { parseCondition } from './parse-condition.js';
import { parseDerived } from './parse-derived.js';
import { parseSources } from './parse-sources.js';
import type { SchemeProblem } from './problem.js';
import { TREATMENT_KINDS, type Treatment, type TreatmentKind, type TreatmentSet } from './treatment.js';
import { checkUnit } from './treatment-unit.js';
import { TreatmentReading } from './treatment-reading.js';
import type { Vocabulary } from './vocabulary.js';
import { YamlFile } from './yaml-file.js';

const KEYS = ['treatments', 'title', 'jurisdiction', 'status', 'sources', 'notes', 'class_map', 'derived', 'items'];
const ITEM_KEYS = [
  'id',
  'title',
  'kind',
  'classes',
  'when',
  'rate',
  'unit',
  'price',
  'amount',
  'text',
  'from',
  'to',
  'document',
  'article',
  'trial',
  'refund',
  'vetoes',
];

export type ParsedTreatments = { readonly set: TreatmentSet } | { readonly problems: readonly SchemeProblem[] };

/**
 * Reads a treatment file (one under treatments/ that begins with `treatments`), or finds every problem in it.
 * @param from the file's name for the problems, and the facts and events that a condition may name
 */
export function parseTreatments(text: string, from: { readonly file: string } & Vocabulary): ParsedTreatments {
  const file = new YamlFile(from.file, text);
  if (file.isBroken) return { problems: file.inOrder() };
  const set = readSet(new TreatmentReading(file, from));
  return set && file.problems.length === 0 ? { set } : { problems: file.inOrder() };
}

function readSet(reading: TreatmentReading): TreatmentSet | undefined {
  const section = reading.section(reading.root, KEYS);
  if (!section) return undefined;
  const status = reading.status(section);
  const id = reading.id(section, 'treatments');
  const title = reading.must(section, 'title', (field) => reading.text(field));
  const jurisdiction = reading.must(section, 'jurisdiction', (field) => reading.text(field));
  const sources = parseSources(reading, section);
  const derived = reading.optional(section, 'derived', (field) => parseDerived(reading, field)) ?? [];
  const classMap = reading.optional(section, 'class_map', (field) => readClassMap(reading, field)) ?? new Map<string, string>();
  const documents = sources.map(({ document }) => document);
  const items = reading.must(section, 'items', (list) => reading.items(list, (item) => readItem(reading, item, documents)));
  if (!id || !title || !jurisdiction || !status || !items) return undefined;
  return { id, title, jurisdiction, status, sources, notes: reading.optionalText(section, 'notes'), classMap, derived, items };
}

function readItem(reading: TreatmentReading, field: Field, documents: readonly string[]): Treatment | undefined {
  const section = reading.section(field, ITEM_KEYS);
  if (!section) return undefined;
  const id = reading.id(section, 'id');
  const kind = reading.must(section, 'kind', (name) => reading.oneOf(name, TREATMENT_KINDS));
  const classes = reading.optional(section, 'classes', (list) => reading.list(list)?.flatMap((item) => reading.text(item) ?? []));
  const when = reading.optional(section, 'when', (condition) => parseCondition(reading, condition, 'facts only'));
  const rate = section.get('rate') ? reading.open(section, 'rate', (number) => reading.decimal(number)) : undefined;
  const unit = reading.optionalText(section, 'unit');
  const amount = reading.optional(section, 'amount', (number) => reading.decimal(number));
  const text = reading.optionalText(section, 'text');
  const vetoes = reading.optional(section, 'vetoes', (list) => readKinds(reading, list)) ?? [];
  if (rate === undefined && amount === undefined && text === undefined && vetoes.length === 0 && !section.get('rate')) {
    reading.report(field, '没有写标准：rate（及 unit）、amount 或 text 至少写一个');
  }
  if (kind) checkUnit(reading, section, kind, rate, unit);
  if (id === undefined || !kind) return undefined;
  return {
    id,
    title: reading.title(section, id),
    ...{ kind, classes, when, rate, unit, amount, text, vetoes },
    price: reading.optional(section, 'price', (number) => reading.decimal(number)),
    ...reading.period(section),
    document: readDocument(reading, section, documents),
    article: reading.optionalText(section, 'article'),
    trial: reading.optional(section, 'trial', (flag) => reading.boolean(flag)) ?? false,
    refund: reading.optional(section, 'refund', (map) => readRefund(reading, map)),
  };
}

/** The document of an item: its own, one of the file's sources; the only one where there is only one. */
function readDocument(reading: TreatmentReading, section: Section, documents: readonly string[]): string {
  const field = section.get('document');
  if (!field) {
    if (documents.length > 1) reading.report(section, `文件列了 ${documents.length} 份依据，请写明这一项依据哪一份（document）`);
    return documents[0] ?? '';
  }
  const named = reading.text(field);
  if (named !== undefined && !documents.includes(named)) {
    reading.report(field, `“${named}”不在文件依据（sources）中；可用：${documents.join('、')}`);
  }
  return named ?? '';
}

function readClassMap(reading: TreatmentReading, field: Field): ReadonlyMap<string, string> | undefined {
  const section = reading.section(field, 'any');
  if (!section) return undefined;
  return new Map(
    section.keys.flatMap((name): [string, string][] => {
      const of = reading.text(section.get(name)!);
      return of === undefined ? [] : [[name, of]];
    }),
  );
}

function readKinds(reading: TreatmentReading, field: Field): TreatmentKind[] | undefined {
  return reading.list(field)?.flatMap((item) => reading.oneOf(item, TREATMENT_KINDS) ?? []);
}

function readRefund(reading: TreatmentReading, field: Field): Treatment['refund'] {
  const section = reading.section(field, ['share', 'text']);
  const text = section && reading.must(section, 'text', (words) => reading.text(words));
  if (!section || text === undefined) return undefined;
  const share = reading.optional(section, 'share', (number) => reading.share(number));
  if (share && share.compare(Rational.ONE) > 0) reading.report(section.get('share')!, '返还比例不能超过 100%');
  return { share, text };
}
