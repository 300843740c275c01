import { isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { Rational } from '../grading/rational.js';
import { isDay } from './day.js';
import { exactNumber, exactPercentage } from './exact-number.js';
import type { YamlFile } from './yaml-file.js';

/** A value in a file: where it stands and by which path. A null node is an empty value. */
export interface Field {
  readonly path: string;
  readonly offset: number;
  readonly node: Node | null;
}

/** A mapping whose keys have been checked. */
export interface Section {
  readonly path: string;
  readonly offset: number;
  /** The field of a key; undefined where the key is absent. */
  readonly get: (key: string) => Field | undefined;
  /** The keys in the order of the file, `source` left out. */
  readonly keys: readonly string[];
  /** Where a key itself stands. */
  readonly offsetOf: (key: string) => number;
}

/** More places than any figure needs; a bound against a slip of the pen that would cost minutes. */
const LONGEST_QUOTE = 60;
const MOST_DECIMALS = 30;

/** Typed reading of fields; every mismatch is reported and yields undefined. */
export class Fields {
  constructor(readonly file: YamlFile) {}

  report(at: { readonly path: string; readonly offset: number }, message: string): undefined {
    this.file.report(at.offset, at.path, message);
  }

  get root(): Field {
    const node = this.file.root;
    return { path: '', offset: node?.range?.[0] ?? 0, node };
  }

  isNull(field: Field): boolean {
    return field.node === null || (isScalar(field.node) && field.node.value === null);
  }

  isSection(field: Field): boolean {
    return isMap(field.node);
  }

  isList(field: Field): boolean {
    return isSeq(field.node);
  }

  /** A mapping; reports keys that are not `allowed`. `source` is allowed everywhere; 'any' allows all keys. */
  section(field: Field, allowed: readonly string[] | 'any'): Section | undefined {
    if (!isMap(field.node)) return this.report(field, `应当是“键: 值”的形式，${this.found(field)}`);
    const fields = new Map<string, Field>();
    const offsets = new Map<string, number>();
    for (const pair of (field.node as YAMLMap).items) {
      const key = isScalar(pair.key) ? String((pair.key as Scalar).source ?? pair.key.value) : '?';
      const offset = (pair.key as Node | null)?.range?.[0] ?? field.offset;
      const path = field.path === '' ? key : `${field.path}/${key}`;
      const node = this.file.resolved(pair.value);
      if (allowed !== 'any' && key !== 'source' && !allowed.includes(key)) {
        const comma = /^\d+$/.test(key) ? '；数字里请不要写千分位逗号' : '';
        this.report({ path, offset }, `不认识的键“${key}”${comma}；这里可用：${allowed.join('、')}`);
      } else if (!fields.has(key)) {
        fields.set(key, { path, offset: node?.range?.[0] ?? offset, node });
        offsets.set(key, offset);
      }
    }
    return {
      path: field.path,
      offset: field.offset,
      get: (key) => fields.get(key),
      keys: [...fields.keys()].filter((key) => key !== 'source'),
      offsetOf: (key) => offsets.get(key) ?? field.offset,
    };
  }

  /** The field of a key that must be there. */
  required(section: Section, key: string): Field | undefined {
    const field = section.get(key);
    return field ?? this.report(section, `缺少“${key}”`);
  }

  /** The items of a list that must not be empty; `name` gives the path of an item from its id or fact. */
  list(field: Field): readonly Field[] | undefined {
    if (!isSeq(field.node)) return this.report(field, `应当是列表，${this.found(field)}`);
    if (field.node.items.length === 0) return this.report(field, '列表是空的；请至少写一项');
    return field.node.items.map((item, index): Field => {
      const node = this.file.resolved(item);
      return { path: `${field.path}/${nameOf(node) ?? index}`, offset: node?.range?.[0] ?? field.offset, node };
    });
  }

  text(field: Field): string | undefined {
    const { node } = field;
    if (isScalar(node) && typeof node.value === 'string' && node.value.trim() !== '') return node.value;
    const written = isScalar(node) && node.source ? `；若是文字请加引号："${node.source}"` : '';
    return this.report(field, `应当是文字，${this.found(field)}${written}`);
  }

  date(field: Field): string | undefined {
    const { node } = field;
    if (isScalar(node) && typeof node.value === 'string' && isDay(node.value)) return node.value;
    return this.report(field, `应当是日历上有的日期，如 2024-12-31，${this.found(field)}`);
  }

  boolean(field: Field): boolean | undefined {
    const { node } = field;
    if (isScalar(node) && typeof node.value === 'boolean') return node.value;
    return this.report(field, `应当是 true 或 false，${this.found(field)}`);
  }

  oneOf<const T extends string>(field: Field, options: readonly T[]): T | undefined {
    const { node } = field;
    const value = isScalar(node) ? options.find((option) => option === node.value) : undefined;
    return value ?? this.report(field, `应当是 ${options.join('、')} 之一，${this.found(field)}`);
  }

  /** An exact decimal, as written; also in the form `{ value: 24.097, source: … }`. */
  decimal(field: Field): Rational | undefined {
    if (isMap(field.node)) {
      const section = this.section(field, ['value']);
      const value = section && this.required(section, 'value');
      return value && this.decimal(value);
    }
    const number = isNumber(field.node) ? exactNumber(field.node.source ?? '') : undefined;
    return number ?? this.report(field, `应当是数字，${this.found(field)}`);
  }

  integer(field: Field, least: number, most: number): number | undefined {
    const value = this.decimal(field);
    if (!value) return undefined;
    const whole = value.floor();
    if (whole * value.d === value.n && whole >= BigInt(least) && whole <= BigInt(most)) return Number(whole);
    return this.report(field, `应当是 ${least} 到 ${most} 之间的整数，${this.found(field)}`);
  }

  /** A number of decimal places. */
  places(field: Field): number | undefined {
    return this.integer(field, 0, MOST_DECIMALS);
  }

  /** A share of 1: `20%`, or a number up to 1 such as 0.2; also in the form `{ value: 20%, source: … }`. */
  share(field: Field): Rational | undefined {
    const { node } = field;
    if (isMap(node)) {
      const section = this.section(field, ['value']);
      const value = section && this.required(section, 'value');
      return value && this.share(value);
    }
    const percentage = isScalar(node) && typeof node.value === 'string' ? exactPercentage(node.value.trim()) : undefined;
    const share = percentage ?? (isNumber(node) ? exactNumber(node.source ?? '') : undefined);
    if (!share) return this.report(field, `应当是百分比，如 20%，${this.found(field)}`);
    if (!percentage && share.floor() >= 1n && share.n !== share.d) {
      return this.report(field, `比例不能大于 1；若是百分之 ${share.toString()}，请写成 ${share.toString()}%`);
    }
    return share;
  }

  /** What stands at a field, for messages. */
  found(field: Field): string {
    const { node } = field;
    if (this.isNull(field)) return '这里是空的';
    if (isMap(node)) return '这里是“键: 值”';
    if (isSeq(node)) return '这里是列表';
    const text = isScalar(node) ? String(node.source ?? node.value) : '?';
    return `这里是“${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}”`;
  }
}

function isNumber(node: Node | null): node is Scalar<number> & { source?: string } {
  return isScalar(node) && (typeof node.value === 'number' || typeof node.value === 'bigint');
}

/** Items of lists are named by their id or fact (SCHEME.md, Amendments). */
function nameOf(node: Node | null): string | undefined {
  if (!isMap(node)) return undefined;
  const name: unknown = node.get('id') ?? node.get('fact');
  return typeof name === 'string' ? name : undefined;
}
