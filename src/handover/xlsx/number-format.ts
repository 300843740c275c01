import { tooLarge } from '../line-bounds.js';
import { readXml } from './xml-reader.js';
import type { Package } from './zip-file.js';

/** How a number is shown, as far as it changes what is read: as a day, in percent, with so many zeros in front, or plainly. */
export type NumberFormat = 'plain' | 'date' | 'percent' | { readonly digits: number };

/** Formats by the number that a cell bears. */
export interface CellFormats {
  of(style: string | undefined): NumberFormat;
}

export const ALL_PLAIN: CellFormats = { of: () => 'plain' };

/** Excel itself knows no more. */
const MOST_FORMATS = 65_536;
/** Formats that no file spells out: a Chinese Excel shows 27 to 36 and 50 to 58 as days too. */
const BUILT_IN: readonly (readonly [from: number, to: number, format: NumberFormat])[] = [
  [1, 1, { digits: 1 }],
  [9, 10, 'percent'],
  [14, 22, 'date'],
  [27, 36, 'date'],
  [45, 47, 'date'],
  [50, 58, 'date'],
];
/** Within a format: quoted words, a character behind a backslash, one that is a width or fills up. */
const LITERAL = /"[^"]*"?|\\.|_.|\*./g;
const BRACKET = /\[[^\]]*\]/g;
const ELAPSED = /\[(?:h+|m+|s+)\]/i;
const DIGITS = /[0#?][0#?.,E+-]*/g;
const WORDS = /General|G\/通用格式/gi;
const DAY = /[ymd]|[hsb]|e|上午|下午|A\/P/i;
const ZEROS = /^0+$/;

/** Reads the formats of a workbook. @throws Refusal FILE_MALFORMED, FILE_TOO_LARGE */
export async function readCellFormats(zip: Package, part: string): Promise<CellFormats> {
  const codes = new Map<number, NumberFormat>();
  const formats: NumberFormat[] = [];
  let within = false;
  await readXml(zip.part(part), {
    open: (name, attributes) => {
      if (name === 'cellXfs') within = true;
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), formatOf(attributes['formatCode'] ?? ''));
      else if (name === 'xf' && within) formats.push(formatOfNumber(Number(attributes['numFmtId'] ?? 0), codes));
      if (codes.size > MOST_FORMATS || formats.length > MOST_FORMATS) throw tooLarge(`单元格格式超过 ${MOST_FORMATS} 种`);
    },
    close: (name) => {
      if (name === 'cellXfs') within = false;
    },
  });
  return { of: (style) => formats[Number(style ?? 0)] ?? 'plain' };
}

function formatOfNumber(id: number, codes: ReadonlyMap<number, NumberFormat>): NumberFormat {
  return codes.get(id) ?? BUILT_IN.find(([from, to]) => id >= from && id <= to)?.[2] ?? 'plain';
}

/** What a format makes of a number. */
export function formatOf(code: string): NumberFormat {
  if (ZEROS.test(code)) return { digits: code.length };
  const bare = code.replace(LITERAL, '');
  const said = bare.replace(BRACKET, '').replace(WORDS, '').replaceAll(DIGITS, '');
  if (said.includes('%')) return 'percent';
  return ELAPSED.test(bare) || DAY.test(said) ? 'date' : 'plain';
}
