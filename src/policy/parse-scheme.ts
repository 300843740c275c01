import type { Group, Scheme } from '../grading/scheme.js';
import type { Field } from './fields.js';
import { parseDerived } from './parse-derived.js';
import { parseGroup } from './parse-group.js';
import { parseOverrides, parseState } from './parse-override.js';
import { parseSources } from './parse-sources.js';
import { parseTenancy } from './parse-tenancy.js';
import type { SchemeProblem } from './problem.js';
import { SchemeReading } from './scheme-reading.js';
import { Names, type Vocabulary } from './vocabulary.js';
import { YamlFile } from './yaml-file.js';

const KEYS = [
  'scheme',
  'title',
  'jurisdiction',
  'years',
  'sources',
  'status',
  'notes',
  'derived',
  'tenancy',
  'states',
  'groups',
  'overrides',
];
const ID = /^[a-z0-9-]+$/;
const [FIRST_YEAR, LAST_YEAR] = [1949, 2999];

/** A scheme, and what in it can be read and run but is hardly meant; or what is wrong with it. */
export type ParsedScheme =
  { readonly scheme: Scheme; readonly doubts: readonly SchemeProblem[] } | { readonly problems: readonly SchemeProblem[] };

/**
 * Reads a scheme file, or finds every problem in it (SCHEME.md).
 *
 * @param text the YAML; numbers are taken exactly as written.
 * @param from the file's name for the problems, and the facts and events that a scheme may name.
 */
export function parseScheme(text: string, from: { readonly file: string } & Vocabulary): ParsedScheme {
  const file = new YamlFile(from.file, text);
  if (file.isBroken) return { problems: file.inOrder() };
  const reading = new SchemeReading(file, new Names(from));
  const scheme = readScheme(reading);
  return scheme && file.problems.length === 0 ? { scheme, doubts: file.doubts } : { problems: file.inOrder() };
}

function readScheme(reading: SchemeReading): Scheme | undefined {
  const section = reading.section(reading.root, KEYS);
  if (!section) return undefined;
  const status = reading.must(section, 'status', (name) => reading.oneOf(name, ['complete', 'partial', 'example']));
  reading.partial = status === 'partial';
  const id = reading.must(section, 'scheme', (name) => parseId(reading, name));
  const title = reading.must(section, 'title', (name) => reading.text(name));
  const jurisdiction = reading.must(section, 'jurisdiction', (name) => reading.text(name));
  const years = reading.leftOpen(section, 'years') ? [] : reading.must(section, 'years', (list) => parseYears(reading, list));
  const sources = parseSources(reading, section);
  const derived = reading.optional(section, 'derived', (sums) => parseDerived(reading, sums)) ?? [];
  const groups = reading.must(section, 'groups', (list) => reading.items<Group>(list, (item) => parseGroup(reading, item)));
  const states = reading.optional(section, 'states', (list) => reading.list(list)?.flatMap((item) => parseState(reading, item) ?? []));
  const overrides = reading.optional(section, 'overrides', (list) => parseOverrides(reading, list));
  const tenancy = reading.optional(section, 'tenancy', (rule) => parseTenancy(reading, rule));
  const notes = reading.optional(section, 'notes', (text) => reading.text(text));
  if (!id || !title || !jurisdiction || !years || !status || !groups) return undefined;
  return {
    id,
    title,
    jurisdiction,
    years,
    status,
    notes,
    sources,
    derived,
    tenancy: tenancy?.rule ?? 'net',
    inherits: tenancy?.when,
    states: states ?? [],
    groups,
    overrides: overrides ?? [],
    unknown: reading.unknown,
    undisclosed: reading.undisclosed,
  };
}

function parseId(reading: SchemeReading, field: Field): string | undefined {
  const id = reading.text(field);
  return id === undefined || ID.test(id) ? id : reading.report(field, `办法的 id 只能用小写字母、数字和连字符，这里是“${id}”`);
}

function parseYears(reading: SchemeReading, field: Field): readonly number[] | undefined {
  const years = reading.list(field)?.flatMap((item) => reading.integer(item, FIRST_YEAR, LAST_YEAR) ?? []);
  return years && [...new Set(years)];
}
