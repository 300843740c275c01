import { decimalOfDouble } from '../decimal.js';
import { Refusal } from '../refusal.js';
import type { CellMark } from '../sheet.js';
import { shownText } from './cell-words.js';
import type { CellFormats } from './number-format.js';
import { dayOf } from './serial-day.js';
import type { SharedTexts } from './text-table.js';

/** A cell as its sheet writes it. */
export interface WrittenCell {
  readonly type: string;
  readonly style: string | undefined;
  /** Undefined where it states none. */
  readonly value: string | undefined;
  /** The text that stands in the cell itself. */
  readonly inline: string;
  readonly hasFormula: boolean;
}

/** What cells refer to. */
export interface Referred {
  readonly texts: SharedTexts;
  readonly formats: CellFormats;
  readonly date1904: boolean;
}

const NUMBER: CellMark = { kind: 'number' };
const NOT_CALCULATED: CellMark = { kind: 'not calculated' };
const NUMERAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** Beyond it no number has 15 digits. */
const LARGEST = 1e308;
/** Of at most 15 digits and as short as can be: what its double is in decimals. */
const SHORTEST = /^(?:0|(?=.{1,15}$)-?[1-9]\d*(?:\.\d*[1-9])?)$/;
const INDEX = /^\d{1,9}$/;
const DAY = /^\d{4}-\d{2}-\d{2}/;

/**
 * The text of a cell (see sheet.ts), and what else is to be said of it.
 * @throws Refusal FILE_MALFORMED where a shared text is not there
 */
export function cellText(cell: WrittenCell, referred: Referred): readonly [text: string, mark?: CellMark] {
  const { type, value = '', hasFormula } = cell;
  // A stored empty text is one; of any other kind of cell nothing is stored.
  if (hasFormula && (cell.value === undefined || (value === '' && type !== 'str'))) return ['', NOT_CALCULATED];
  switch (type) {
    case 's':
      return value === '' ? [''] : [sharedText(value, referred.texts)];
    case 'inlineStr':
      return [shownText(cell.inline)];
    case 'str':
      return [shownText(value)];
    case 'b':
      return [value === '' ? '' : value === '1' || value === 'true' ? 'TRUE' : 'FALSE'];
    case 'e':
      return [value];
    case 'd':
      return [DAY.exec(value)?.[0] ?? value];
    default:
      return numberText(value, cell.style, referred);
  }
}

function sharedText(value: string, texts: SharedTexts): string {
  const text = INDEX.test(value.trim()) ? texts.at(Number(value)) : undefined;
  if (text === undefined) throw new Refusal('FILE_MALFORMED', `没有第 ${value.slice(0, 20)} 号共享文本`);
  return text;
}

function numberText(value: string, style: string | undefined, { formats, date1904 }: Referred): readonly [string, CellMark?] {
  const written = value.trim();
  const number = NUMERAL.test(written) ? Number(written) : NaN;
  if (!(Math.abs(number) <= LARGEST)) return [value];
  const format = formats.of(style);
  const decimal = SHORTEST.test(written) ? written : decimalOfDouble(number);
  if (format === 'plain') return [decimal, NUMBER];
  if (format === 'percent') return [`${hundredfold(decimal)}%`];
  if (format === 'date') {
    const day = dayOf(number, date1904);
    return day === undefined ? [decimal, NUMBER] : [day];
  }
  return [decimal, { kind: 'number', shown: withZeros(number, format.digits) }];
}

/** A plain decimal times 100, exactly. */
function hundredfold(decimal: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal)!;
  const digits = fraction.padEnd(2, '0');
  const left = (whole + digits.slice(0, 2)).replace(/^0+(?=\d)/, '');
  return `${sign}${left}${digits.length > 2 ? `.${digits.slice(2)}` : ''}`;
}

/** A number as a format of so many zeros shows it. */
function withZeros(number: number, digits: number): string {
  const sign = number < 0 ? '-' : '';
  return sign + decimalOfDouble(Math.round(Math.abs(number))).padStart(digits, '0');
}
