import { BeyondXlsx } from './beyond-xlsx.js';
import { decimalsOf } from './figure.js';
import { figureStyle, MARKED, STYLE } from './styles.js';
import { xmlText } from './xml-text.js';

/** Characters of a cell. */
const MOST_CHARACTERS = 32_767;

/**
 * A cell that holds a text, as it stands and never a formula; nothing for none.
 * @param at where it stands, such as B7
 * @throws BeyondXlsx if it is longer than a cell may be
 */
export function textCell(at: string, text: string, style: number = STYLE.text): string {
  if (text === '') return '';
  if (text.length > MOST_CHARACTERS) throw new BeyondXlsx(`有一格超过 ${MOST_CHARACTERS} 个字符，XLSX 装不下：请改用 csv 或 json`);
  return `<c r="${at}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** A text that is marked, also where there is none. @throws BeyondXlsx */
export function markedCell(at: string, text: string): string {
  return text === '' ? `<c r="${at}" s="${MARKED}"/>` : textCell(at, text, MARKED);
}

/** A cell that holds a number with these digits, shown with as many decimals as they have. */
export function figureCell(at: string, digits: string): string {
  return `<c r="${at}" s="${figureStyle(decimalsOf(digits))}"><v>${digits}</v></c>`;
}

/** A, B, …, Z, AA, … */
export function letters(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest > 0 ? letters(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}
