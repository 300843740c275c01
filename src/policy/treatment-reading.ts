import type { Section } from './fields.js';
import { SchemeReading } from './scheme-reading.js';
import { Names, type Vocabulary } from './vocabulary.js';
import type { YamlFile } from './yaml-file.js';

const ID = /^[a-z0-9-]+$/;

/** The first and the last day on which something holds (both included, YYYY-MM-DD); undefined: open. */
export interface Period {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Reading a file under treatments/: what its kinds share beside the fields of a scheme. */
export class TreatmentReading extends SchemeReading {
  constructor(file: YamlFile, vocabulary: Vocabulary = { facts: [], events: [] }) {
    super(file, new Names(vocabulary));
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

  /** Says too whether the file may leave numbers open. */
  status(section: Section): 'complete' | 'partial' | 'example' | undefined {
    const status = this.must(section, 'status', (field) => this.oneOf(field, ['complete', 'partial', 'example']));
    this.partial = status === 'partial';
    return status;
  }

  /** `from` and `to` of a section; an end before the beginning is reported. */
  period(section: Section): Period {
    const from = this.optional(section, 'from', (field) => this.date(field));
    const to = this.optional(section, 'to', (field) => this.date(field));
    if (from !== undefined && to !== undefined && to < from) {
      this.report(section.get('to')!, `有效期止 ${to} 早于有效期起 ${from}；to 是最后一个有效日`);
    }
    return { from, to };
  }
}

/** Whether a day (YYYY-MM-DD) lies within a period. */
export function holdsOn({ from, to }: Period, day: string): boolean {
  return (from === undefined || from <= day) && (to === undefined || day <= to);
}

/** The day after (YYYY-MM-DD). */
export function dayAfter(day: string): string {
  const [year, month, of] = day.split('-').map(Number);
  return new Date(Date.UTC(year!, month! - 1, of! + 1)).toISOString().slice(0, 10);
}
