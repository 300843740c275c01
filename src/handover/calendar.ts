const SEPARATED = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const CHINESE = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/;
const YEAR = /^(\d{4})(?:年度?)?$/;

/** A folded, trimmed cell as YYYY-MM-DD: 2019-03-05, 2019/3/5, 2019.3.5, 20190305, 2019年3月5日; undefined if it is no such day. */
export function parseDate(text: string): string | undefined {
  const separated = SEPARATED.exec(text);
  if (separated) return isoDate(separated[1]!, separated[3]!, separated[4]!);
  const match = COMPACT.exec(text) ?? CHINESE.exec(text);
  return match ? isoDate(match[1]!, match[2]!, match[3]!) : undefined;
}

/** A folded, trimmed cell as a year from 1900 to 2100: 2024, 2024年, 2024年度; undefined if it is none. */
export function parseYear(text: string): number | undefined {
  const match = YEAR.exec(text);
  if (!match) return undefined;
  const year = Number(match[1]);
  return year >= 1900 && year <= 2100 ? year : undefined;
}

function isoDate(yearText: string, monthText: string, dayText: string): string | undefined {
  const [year, month, day] = [Number(yearText), Number(monthText), Number(dayText)];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  return `${yearText}-${monthText.padStart(2, '0')}-${dayText.padStart(2, '0')}`;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const QUARTER = /^(?:第?([1-4一二三四])(?:季度)?|Q([1-4]))$/i;

/** A quarter of the year, 1 to 4: 1, 1季度, 第一季度, Q1; undefined if the text is none. */
export function parseQuarter(text: string): number | undefined {
  const match = QUARTER.exec(text);
  const digit = match?.[1] ?? match?.[2];
  return digit === undefined ? undefined : '一二三四'.indexOf(digit) + 1 || Number(digit);
}
