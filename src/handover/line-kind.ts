import { parseYear } from './calendar.js';
import { creditCodeStanding } from './credit-code.js';
import type { CellKind } from './dataset.js';
import { parseDecimal } from './decimal.js';
import { foldCode, foldName, foldText } from './fold.js';
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
/** Begins as codes, numbers and dates do: neither totals nor a footer. */
const PLAIN_BEGINNING = /^[!-~]/;

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
    const first = cells.find((cell) => cell !== '' && (PLAIN_BEGINNING.test(cell) || foldText(cell) !== ''));
    if (first === undefined) return 'blank';
    if (PLAIN_BEGINNING.test(first)) return 'data';
    const folded = foldName(first);
    if (TOTALS.test(folded)) return 'totals';
    return FOOTER.test(folded) && !isData(cells) ? 'footer' : 'data';
  };
}
