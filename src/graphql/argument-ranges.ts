import { Refusal } from '../access/refusal.js';

/** The years that may be asked of; everything else is a slip of the pen (contract/README.md). */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;
/** No figure needs as many; longer ones only cost time. */
const MOST_DIGITS = 100;

/**
 * Refuses years and moments out of range, numbers of too many digits and NUL characters, which no database keeps, in the
 * arguments of a field, before anything is reckoned.
 * @throws Refusal BAD_USER_INPUT naming the argument
 */
export function checkRanges(value: unknown, name = ''): void {
  if (Array.isArray(value)) value.forEach((each) => checkRanges(each, name));
  else if (typeof value === 'number' && (name === 'year' || name === 'years')) checkYear(value, `${name}：年度`);
  else if (value instanceof Date) checkYear(value.getUTCFullYear(), `${name}：时刻的年份`);
  else if (typeof value === 'string') checkText(value, name);
  else if (typeof value === 'object' && value !== null) for (const [key, each] of Object.entries(value)) checkRanges(each, key);
}

/** Whether a number of more digits than any may have stands in a text, however it is dressed; one look at each character. */
export function hasTooManyDigits(text: string): boolean {
  if (text.length <= MOST_DIGITS) return false;
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      digits += 1;
      if (digits > MOST_DIGITS) return true;
    } else if (!WITHIN_NUMBERS.has(code)) digits = 0;
  }
  return false;
}

const [ZERO, NINE] = [0x30, 0x39];
/** What may stand between the digits of one number: point, grouping, exponent and its sign. */
const WITHIN_NUMBERS: ReadonlySet<number> = new Set([...'._eE+-'].map((each) => each.charCodeAt(0)));

function checkText(text: string, name: string): void {
  if (hasTooManyDigits(text)) throw new Refusal('BAD_USER_INPUT', `${name}：数字不能超过 ${MOST_DIGITS} 位，这里有 ${text.length} 个字符`);
  if (text.includes('\0')) throw new Refusal('BAD_USER_INPUT', `${name}：文字中有空字符（NUL，U+0000），无法保存；请删去`);
}

function checkYear(year: number, what: string): void {
  if (year < FIRST_YEAR || year > LAST_YEAR)
    throw new Refusal('BAD_USER_INPUT', `${what}应在 ${FIRST_YEAR} 至 ${LAST_YEAR} 之间，不能是 ${year}`);
}
