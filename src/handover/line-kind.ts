import { parseYear } from './calendar.js';
import { creditCodeStanding } from './credit-code.js';
import type { CellKind } from './dataset.js';
import { parseDecimal } from './decimal.js';
import { foldCode, foldName } from './fold.js';
import { handedCells, type Header } from './header.js';
import { isUnitCode } from './unit-code.js';

/** What a line below a header is (HANDOVER.md, Lines). */
export type LineKind = 'blank' | 'totals' | 'footer' | 'data';

const TOTALS = /^(?:合计|总计|小计|累计|共计|本页合计)/;
const FOOTERS = [
  ...['注', '说明', '备注', '填表人', '填表日期', '制表', '制表人', '制表日期', '审核', '审核人', '负责人', '单位负责人'],
  ...['填报人', '填报单位', '填报日期', '报送单位', '报送人', '报送日期', '经办人', '联系人', '联系电话', '数据来源'],
];
const FOOTER = new RegExp(`^(?:${FOOTERS.join('|')})[\\d一二三四五六七八九十]*(?::|$)`);
/** What a data line holds and a footer does not. */
const HOLDS: Partial<Record<CellKind, (folded: string) => boolean>> = {
  number: (folded) => parseDecimal(folded) !== undefined,
  year: (folded) => parseYear(folded) !== undefined,
  creditCode: (folded) => creditCodeStanding(folded.toUpperCase()) !== 'invalid',
  unitCode: (folded) => isUnitCode(folded.toUpperCase()),
};

/** Tells the lines below a header apart by their first filled cell. */
export function lineKinds(header: Header): (cells: readonly string[]) => LineKind {
  const telling = handedCells(header).flatMap(({ column }, index) => {
    const holds = column && HOLDS[column.kind];
    return holds ? [{ index, holds }] : [];
  });
  const isData = (cells: readonly string[]) => telling.some(({ index, holds }) => holds(foldCode(cells[index] ?? '')));
  return (cells) => {
    const folded = firstFilled(cells);
    if (folded === undefined) return 'blank';
    if (isPlain(folded)) return 'data';
    if (TOTALS.test(folded)) return 'totals';
    return FOOTER.test(folded) && !isData(cells) ? 'footer' : 'data';
  };
}

/** The first cell that holds anything, folded where it does not begin as codes do. */
function firstFilled(cells: readonly string[]): string | undefined {
  for (const cell of cells) {
    if (cell === '') continue;
    const text = isPlain(cell) ? cell : foldName(cell);
    if (text !== '') return text;
  }
  return undefined;
}

/** Begins in ASCII, as codes, numbers and dates do: neither totals nor a footer. */
function isPlain(text: string): boolean {
  const first = text.charCodeAt(0);
  return first > 0x20 && first < 0x7f;
}
