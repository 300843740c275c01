import type { Source } from '../grading/scheme.js';
import { Fields, type Field, type Section } from './fields.js';

const ID = /^[a-z0-9-]+$/;
const SOURCE_KEYS = ['document', 'title', 'url', 'seen', 'article', 'notes'];

/** Days from and to which something holds, YYYY-MM-DD: `from` included, `to` excluded; undefined: open. */
export interface Period {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Reading a file under treatments/: what its kinds share beside typed fields. */
export class TreatmentReading extends Fields {
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

  optionalText(section: Section, key: string): string | undefined {
    return this.optional(section, key, (field) => this.text(field));
  }

  id(section: Section, key: string): string | undefined {
    return this.must(section, key, (field) => {
      const id = this.text(field);
      return id === undefined || ID.test(id) ? id : this.report(field, `id 只能用小写字母、数字和连字符，这里是“${id}”`);
    });
  }

  status(section: Section): 'complete' | 'partial' | 'example' | undefined {
    return this.must(section, 'status', (field) => this.oneOf(field, ['complete', 'partial', 'example']));
  }

  /** `from` and `to` of a section; an end that is not after the beginning is reported. */
  period(section: Section): Period {
    const from = this.optional(section, 'from', (field) => this.date(field));
    const to = this.optional(section, 'to', (field) => this.date(field));
    if (from !== undefined && to !== undefined && to <= from) {
      this.report(section.get('to')!, `失效日期 ${to} 不晚于生效日期 ${from}；to 是不再有效的第一天`);
    }
    return { from, to };
  }

  /** The documents that the numbers rest on: at least one. */
  sources(section: Section): readonly Source[] {
    const field = section.get('sources');
    if (!field || this.isNull(field)) {
      this.report(field ?? section, '没有列出文件依据（sources）；至少写明一份文件');
      return [];
    }
    return (this.list(field) ?? []).flatMap((item): readonly Source[] => {
      const source = this.section(item, SOURCE_KEYS);
      const document = source && this.must(source, 'document', (name) => this.text(name));
      if (!source || document === undefined) return [];
      const seen = this.optional(source, 'seen', (date) => this.date(date));
      return [{ document, title: this.optionalText(source, 'title'), url: this.optionalText(source, 'url'), seen }];
    });
  }
}

/** Whether a day (YYYY-MM-DD) lies within a period. */
export function holdsOn({ from, to }: Period, day: string): boolean {
  return (from === undefined || from <= day) && (to === undefined || day < to);
}
