import { Refusal } from '../access/refusal.js';

/** The years that may be asked of; everything else is a slip of the pen (contract/README.md). */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;
/** No figure needs as many; longer ones only cost time. */
const MOST_DIGITS = 100;

/**
 * Refuses years and moments out of range and numbers of too many digits in the arguments of a field, before anything is
 * reckoned.
 * @throws Refusal BAD_USER_INPUT naming the argument
 */
export function checkRanges(value: unknown, name = ''): void {
  if (Array.isArray(value)) value.forEach((each) => checkRanges(each, name));
  else if (typeof value === 'number' && (name === 'year' || name === 'years')) checkYear(value, `${name}：年度`);
  else if (value instanceof Date) checkYear(value.getUTCFullYear(), `${name}：时刻的年份`);
  else if (typeof value === 'string' && hasTooManyDigits(value)) {
    throw new Refusal('BAD_USER_INPUT', `${name}：数字不能超过 ${MOST_DIGITS} 位，这里有 ${value.length} 个字符`);
  } else if (typeof value === 'object' && value !== null) for (const [key, each] of Object.entries(value)) checkRanges(each, key);
}

/** Whether a text is a number of more digits than any may have. */
export function hasTooManyDigits(text: string): boolean {
  return text.length > MOST_DIGITS && /^[\d.eE+%-]*$/.test(text) && text.replace(/\D/g, '').length > MOST_DIGITS;
}

function checkYear(year: number, what: string): void {
  if (year < FIRST_YEAR || year > LAST_YEAR)
    throw new Refusal('BAD_USER_INPUT', `${what}应在 ${FIRST_YEAR} 至 ${LAST_YEAR} 之间，不能是 ${year}`);
}
