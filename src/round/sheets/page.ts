import { DEPARTMENT_WORDS } from '../../access/sharing-words.js';
import type { Form } from '../../workbook/form-sheet.js';
import type { SheetItem } from '../item.js';

/** The cells of a sheet that are read back, by what stands before them. */
export const LABELS = { creditCode: '统一社会信用代码', code: '核对码', consent: '同意公开口径' } as const;
/** The columns of a sheet (ROUND.md, Sheets on paper). */
export const HEADER = ['事项', '数值', '单位', '来源', '确认（确认/异议）', '主张', '理由'] as const;
export const ANSWERS = { confirm: '确认', contest: '异议' } as const;

const WIDTHS = [30, 22, 12, 44, 14, 24, 30];
/** As many lines of files as are named of one item. */
const MOST_SOURCES = 3;
const MISSING = '（缺）';

/** What is printed of one enterprise. */
export interface SheetPage {
  readonly creditCode: string;
  readonly name: string;
  /** As it is printed, and nowhere else. */
  readonly code: string;
  /** Of the round, in words. */
  readonly title: string;
  readonly items: readonly SheetItem[];
  /** Whether the recipient may see an item; one that it may not is sent by its department. */
  readonly isShown: (item: SheetItem) => boolean;
}

/** The worksheet of an enterprise, to be printed, filled in and handed back. */
export function sheetForm({ creditCode, name, code, title, items, isShown }: SheetPage): Form {
  const names = itemNames(items);
  const lines = items.map((item, at) => ({
    texts: [names[at]!, ...(isShown(item) ? shown(item) : [sentBy(item), item.unit ?? '', '']), '', '', ''],
    as: 'boxes' as const,
  }));
  const head = [
    [title, name],
    [LABELS.creditCode, creditCode],
    [LABELS.code, code, '', '请勿泄露：凭此码可登录办理（登录页“一企一单核对码”），连错五次即锁定'],
    [LABELS.consent, '', '', '同意的，打√：园区等可看用于亩均评价的推算值，自收回之日起一年有效，可随时撤回；不打勾不影响评价'],
    ['填写：', '逐项在“确认”一栏写“确认”或“异议”；异议的写“主张”（应为多少）和“理由”，并附证明材料；逾期未答的按办法处理。'],
    [],
  ].map((texts) => ({ texts }));
  const first = head.length + 2;
  return {
    name: creditCode,
    widths: WIDTHS,
    lines: [...head, { texts: HEADER, as: 'headings' }, ...lines],
    choice: { column: HEADER.indexOf('确认（确认/异议）'), from: first, to: first + lines.length - 1, of: Object.values(ANSWERS) },
  };
}

/** What each item of a sheet is called on it: no two alike. */
export function itemNames(items: readonly Pick<SheetItem, 'title' | 'fact'>[]): readonly string[] {
  const count = new Map<string, number>();
  for (const { title } of items) count.set(title, (count.get(title) ?? 0) + 1);
  return items.map(({ title, fact }) => (count.get(title) === 1 ? title : `${title}（${fact}）`));
}

function shown({ value, text, unit, records }: SheetItem): readonly string[] {
  const places = [...new Set(records.map(({ file, sheet, line }) => `${file}${sheet === null ? '' : ` ${sheet}`} 第 ${line} 行`))];
  const named = places.slice(0, MOST_SOURCES).join('；');
  const sources = places.length > MOST_SOURCES ? `${named} 等 ${places.length} 处` : named;
  return [value?.toString() ?? text ?? MISSING, unit ?? '', sources];
}

/** What stands in place of a figure that the recipient may not see. */
function sentBy({ department }: SheetItem): string {
  return `由${DEPARTMENT_WORDS[department]}另行送达`;
}

/** Whether a figure was not on the sheet. */
export function isSentApart(value: string): boolean {
  return /^由.+另行送达$/.test(value.trim());
}
