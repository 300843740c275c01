import type { DocumentSource } from '../grading/scheme.js';
import type { Field, Section } from './fields.js';
import type { SchemeReading } from './scheme-reading.js';

const SOURCE_KEYS = ['document', 'title', 'article', 'url', 'seen', 'notes'];

/** The documents that a file's numbers rest on: at least one, for a number without its document is no policy. */
export function parseSources(reading: SchemeReading, section: Section): readonly DocumentSource[] {
  const field = section.get('sources');
  if (!field || reading.isNull(field)) {
    reading.report(field ?? section, '没有列出文件依据（sources）；至少写明一份文件');
    return [];
  }
  return (reading.list(field) ?? []).flatMap((item) => parseSource(reading, item) ?? []);
}

function parseSource(reading: SchemeReading, item: Field): DocumentSource | undefined {
  const source = reading.section(item, SOURCE_KEYS);
  const document = source && reading.must(source, 'document', (name) => reading.text(name));
  if (!source || document === undefined) return undefined;
  const words = (key: string): string | undefined => reading.optional(source, key, (name) => reading.text(name));
  const seen = reading.optional(source, 'seen', (date) => reading.date(date));
  return { document, title: words('title'), article: words('article'), url: words('url'), seen, notes: words('notes') };
}
