import { foldWidth } from './fold.js';

/** The year of a table that has no column of years, or several of which nobody knows which is meant. */
export interface TableYear {
  readonly years: readonly number[];
  /** 中文: where it stands; undefined: it was said beside the file. */
  readonly where: string | undefined;
  /** The text that it stands in. */
  readonly found: string;
}

/** Where a table's year may stand. */
export interface YearPlaces {
  /** The year that was said beside the file. */
  readonly given: number | undefined;
  readonly above: readonly string[];
  readonly sheet: string | undefined;
  readonly file: string;
}

const JOINED = '\\s*[-–—~至到/、,，和与及]+\\s*';
/** A year's number, or several joined (2023-2024), before 年 or 年度. */
const YEARS = `(?<!\\d)((?:19|20)\\d{2}(?:${JOINED}(?:19|20)\\d{2})*)\\s*年度?`;
/** What makes a year a part of one: a month, a quarter, a half. */
const PART =
  '\\s*度?\\s*(?:[第前首头上下]?\\s*(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})?\\s*(?:[-–—~至到、,，]\\s*\\d{1,2}\\s*)?个?(?:月|季|半年)|Q\\d)';
const WHOLE_YEARS = new RegExp(`${YEARS}(?!${PART})`, 'giu');

/** The different years that a text names: 19xx or 20xx before 年 or 年度, and no part of a year after it (HANDOVER.md, Header). */
export function yearsIn(text: string): number[] {
  const named = Array.from(foldWidth(text).matchAll(WHOLE_YEARS), ([, years]) => years!.match(/\d{4}/g)!.map(Number));
  return [...new Set(named.flat())];
}

/** The year said beside the file, else what the first place that names one says; undefined if none does. */
export function yearOfTable({ given, above, sheet, file }: YearPlaces): TableYear | undefined {
  if (given !== undefined) return { years: [given], where: undefined, found: String(given) };
  return yearAt('表头上方', above) ?? yearAt('工作表名', sheet === undefined ? [] : [sheet]) ?? yearAt('文件名', [file]);
}

function yearAt(where: string, texts: readonly string[]): TableYear | undefined {
  const naming = texts.filter((text) => yearsIn(text).length > 0);
  const years = [...new Set(naming.flatMap(yearsIn))];
  return years.length === 0 ? undefined : { years, where, found: naming.join(' ') };
}
