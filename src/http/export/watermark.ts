import type { Viewer } from '../../access/viewer.js';

/** Who took a file away, when, for what, and what it was made from. */
export interface Watermark {
  readonly subject: string;
  readonly role: string;
  readonly purpose: string | null;
  /** RFC 3339, in the county's time. */
  readonly at: string;
  readonly dataVersion: string;
}

const COUNTY_OFFSET_MS = 8 * 3600_000;

/** The watermark of what a viewer takes away now. */
export function watermarkOf({ subject, role, purpose }: Viewer, now: Date, dataVersion: number): Watermark {
  const at = new Date(now.getTime() + COUNTY_OFFSET_MS).toISOString().replace(/\.\d+Z$/, '+08:00');
  return { subject, role, purpose: purpose ?? null, at, dataVersion: String(dataVersion) };
}

/** The watermark in one line. */
export function inOneLine({ subject, role, purpose, at, dataVersion }: Watermark): string {
  return `${subject}（${role}） ${at} 用途：${purpose ?? '未写明'} 数据版本 ${dataVersion}`;
}
