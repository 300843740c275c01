import type { Rational } from '../grading/rational.js';
import type { Undisclosed } from '../grading/scheme.js';
import { Fields, type Field, type Section } from './fields.js';
import type { Names } from './vocabulary.js';
import type { YamlFile } from './yaml-file.js';

/** Reading a scheme: typed fields, what it may name, and what a partial one leaves open. */
export class SchemeReading extends Fields {
  /** Set once `status: partial` is read. */
  partial = false;
  /** Paths of what is null though an assessment needs it. */
  readonly unknown: string[] = [];
  /** Rules that a partial scheme names without saying what they are. */
  readonly undisclosed: Undisclosed[] = [];
  /** The indicators of all groups, for the conditions of overrides. */
  readonly indicators = new Set<string>();
  /** The classes of all groups. */
  readonly classes = new Set<string>();

  constructor(
    file: YamlFile,
    readonly names: Names,
  ) {
    super(file);
  }

  /** The value of a key that may be absent or null. */
  optional<T>(section: Section, key: string, read: (field: Field) => T | undefined): T | undefined {
    const field = section.get(key);
    return field && !this.isNull(field) ? read(field) : undefined;
  }

  /** The value of a key that must be there. */
  must<T>(section: Section, key: string, read: (field: Field) => T | undefined): T | undefined {
    const field = this.required(section, key);
    return field && read(field);
  }

  /** The value of a key that only a partial scheme may leave null. */
  open<T>(section: Section, key: string, read: (field: Field) => T | undefined): T | null | undefined {
    const field = section.get(key);
    if (field && !this.isNull(field)) return read(field);
    const path = section.path === '' ? key : `${section.path}/${key}`;
    if (this.partial) {
      this.unknown.push(path);
      return null;
    }
    const at = field ?? { path, offset: section.offset };
    return this.report(at, field ? `“${key}”不能为空；只有 status: partial 的办法可以留空` : `缺少“${key}”`);
  }

  /** Whether a partial scheme leaves a key null in so many words; it is then noted as unknown. */
  leftOpen(section: Section, key: string): boolean {
    const field = section.get(key);
    if (!this.partial || !field || !this.isNull(field)) return false;
    this.unknown.push(field.path);
    return true;
  }

  /** Whether a rule of a partial scheme has null for one of these keys, so that it can only be named, not read. */
  keptAside(section: Section, keys: readonly string[], weight?: Rational): boolean {
    if (keys.filter((key) => this.leftOpen(section, key)).length === 0) return false;
    const id = section.path.slice(section.path.lastIndexOf('/') + 1);
    this.undisclosed.push({ path: section.path, title: this.title(section, id), weight });
    return true;
  }

  /** A list whose items carry an id of their own. */
  items<T extends { readonly id: string }>(field: Field, read: (item: Field) => T | undefined): readonly T[] {
    const ids = new Set<string>();
    return (this.list(field) ?? []).flatMap((item): readonly T[] => {
      const value = read(item);
      if (!value) return [];
      if (ids.has(value.id)) this.report(item, `“${value.id}”与前面的一项同名；每项的 id 必须不同`);
      ids.add(value.id);
      return [value];
    });
  }

  /** The title of an item, or its id where it has none. */
  title(section: Section, id: string | undefined): string {
    return this.optional(section, 'title', (field) => this.text(field)) ?? id ?? '';
  }

  /** The id of a fact or derived sum of any kind. */
  fact(field: Field): string | undefined {
    const id = this.text(field);
    if (id === undefined) return undefined;
    if (this.names.kind(id) === undefined) return this.report(field, `没有“${id}”这个事实或合计；请核对 id，或先在 facts.yaml 中申报`);
    return id;
  }

  /** The id of a numeric fact or derived sum. */
  numericFact(field: Field): string | undefined {
    const id = this.fact(field);
    if (id === undefined || this.names.kind(id) === 'number') return id;
    return this.report(field, `“${id}”不是数字，不能用于计算`);
  }
}
