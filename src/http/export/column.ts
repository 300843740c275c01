import { isUnit } from '../../handover/unit.js';

/** A column of the table that a document's answer becomes. */
export interface Column {
  /** Response keys joined by dots: below the row, or from the root for what the row stands in. */
  readonly name: string;
  /** The same in Chinese, from the descriptions of the schema. */
  readonly title: string;
  /** How many steps down the object is that it is read off; the last one is the row. */
  readonly level: number;
  /** The response keys from that object to the value. */
  readonly keys: readonly string[];
  /** Every schema coordinate that the value passes through. */
  readonly coordinates: readonly string[];
  /** The scalar or enum, or `list`. */
  readonly type: string;
  /** The words (中文) for the values of an enum. */
  readonly words?: ReadonlyMap<string, string>;
  readonly description: string | undefined;
}

/** What stands in a cell: null is nothing there, or nothing granted. */
export type Cell = null | boolean | number | string | readonly unknown[] | Readonly<Record<string, unknown>>;
export type Row = readonly Cell[];

/** The first clause of a description, with its unit where the next clause is one: `总分，分。Total…` is 总分（分）. */
export function inChinese(description: string | null | undefined): string {
  const [sentence = ''] = (description ?? '').split('。');
  const [clause = '', next = ''] = sentence.split(/[，；：（]/);
  return isMeasure(next) ? `${clause}（${next}）` : clause;
}

/** A unit, also one a year (元/年), and points. */
function isMeasure(text: string): boolean {
  return text === '分' || text === '个月' || isUnit(text.replace(/\/年$/, ''));
}
