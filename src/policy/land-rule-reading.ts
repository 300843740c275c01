import { Rational } from '../grading/rational.js';
import { exactNumber, exactPercentage } from './exact-number.js';
import type { Field, Section } from './fields.js';
import type { Grounded, LandRuleFile } from './land-rules.js';
import { parseSources } from './parse-sources.js';
import type { SchemeProblem } from './problem.js';
import { TreatmentReading, type Period } from './treatment-reading.js';
import type { Vocabulary } from './vocabulary.js';
import { YamlFile } from './yaml-file.js';

const HEADER_KEYS = ['title', 'jurisdiction', 'status', 'sources', 'notes'];
const GROUND_KEYS = ['document', 'article', 'from', 'to'];
const FRACTION = /^(\d{1,30})\/(\d{1,30})$/;
/** A year that a rule may name. */
const [FIRST_YEAR, LAST_YEAR] = [1949, 2999];

export type ParsedLandFile<T> = { readonly parsed: T } | { readonly problems: readonly SchemeProblem[] };

/** Reading a file under land-rules/: what its kinds share. */
export class LandRuleReading extends TreatmentReading {
  /** The head of a file, whose id stands under `key`; `own` are the keys that its kind has beside. */
  header(key: string, own: readonly string[]): { readonly section: Section; readonly head: LandRuleFile | undefined } | undefined {
    const section = this.section(this.root, [key, ...HEADER_KEYS, ...own]);
    if (!section) return undefined;
    const id = this.id(section, key);
    const title = this.must(section, 'title', (field) => this.text(field));
    const jurisdiction = this.must(section, 'jurisdiction', (field) => this.text(field));
    const status = this.must(section, 'status', (field) => this.oneOf(field, ['complete', 'example']));
    const sources = parseSources(this, section);
    this.optionalText(section, 'notes');
    const head = id && title && jurisdiction && status ? { id, title, jurisdiction, status, sources } : undefined;
    return { section, head };
  }

  /** The entries of a list, each with its own keys and those that say what it rests on. */
  entries<T>(field: Field, own: readonly string[], read: (section: Section, item: Field) => T | undefined): readonly T[] {
    return (this.list(field) ?? []).flatMap((item) => {
      const section = this.section(item, [...own, ...GROUND_KEYS]);
      return section ? (read(section, item) ?? []) : [];
    });
  }

  /** The document and article of an entry, and while it holds. */
  grounds(section: Section): Grounded {
    const document = this.must(section, 'document', (field) => this.text(field)) ?? '';
    const article = this.must(section, 'article', (field) => this.text(field)) ?? '';
    for (const key of ['from', 'to']) this.required(section, key);
    return { document, article, ...this.period(section) };
  }

  /** An exact value as written: 80%, 1/3, 7500. */
  exact(field: Field): Rational | undefined {
    const { node } = field;
    const written = node && 'source' in node && typeof node.source === 'string' ? node.source.trim() : '';
    const fraction = FRACTION.exec(written);
    if (fraction && BigInt(fraction[2]!) !== 0n) return Rational.of(BigInt(fraction[1]!), BigInt(fraction[2]!));
    const value = exactPercentage(written) ?? exactNumber(written);
    return value ?? this.report(field, `应当是数字、百分比或分数，如 7500、80%、1/3，${this.found(field)}`);
  }

  /** An exact value above 0, as what is divided by or weighed must be. */
  positive(field: Field): Rational | undefined {
    const value = this.exact(field);
    return value && value.sign <= 0 ? this.report(field, `应当大于 0，${this.found(field)}`) : value;
  }

  years(field: Field): readonly number[] {
    return [...new Set((this.list(field) ?? []).flatMap((item) => this.integer(item, FIRST_YEAR, LAST_YEAR) ?? []))];
  }

  year(field: Field): number | undefined {
    return this.integer(field, FIRST_YEAR, LAST_YEAR);
  }

  texts(field: Field): readonly string[] {
    return (this.list(field) ?? []).flatMap((item) => this.text(item) ?? []);
  }
}

/** Reads a file of the folder, or finds every problem in it. */
export function readLandFile<T>(
  text: string,
  from: { readonly file: string } & Vocabulary,
  read: (reading: LandRuleReading) => T | undefined,
): ParsedLandFile<T> {
  const file = new YamlFile(from.file, text);
  if (file.isBroken) return { problems: file.inOrder() };
  const parsed = read(new LandRuleReading(file, from));
  return parsed && file.problems.length === 0 ? { parsed } : { problems: file.inOrder() };
}

/** Whether two periods have a day in common. */
export function overlap(a: Period, b: Period): boolean {
  return (a.to === undefined || b.from === undefined || b.from <= a.to) && (b.to === undefined || a.from === undefined || a.from <= b.to);
}
