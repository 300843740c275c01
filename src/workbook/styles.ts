import { EXACT_DIGITS } from './figure.js';
import { XML } from './xml-text.js';

/** The styles of cells, by their place in styles.xml. */
export const STYLE = {
  plain: 0,
  /** A text, whatever it begins with, also when somebody edits it. */
  text: 1,
  /** Bold on a fill, in the middle of its height, broken where it is longer than its column is wide. */
  heading: 2,
} as const;

/** The first of the styles of figures: one for each number of decimals. */
const FIGURES = 3;
/** Above those that every spreadsheet knows by itself. */
const FIRST_OWN_FORMAT = 164;
/** What a spreadsheet knows by itself: 0 and 0.00. */
const KNOWN_FORMATS: Readonly<Record<number, number>> = { 0: 1, 2: 2 };
const DECIMALS = Array.from({ length: EXACT_DIGITS + 1 }, (_, decimals) => decimals);

/** The style that shows a figure with the decimals that it has: 12.50 stays 12.50, and a long one shows all its digits. */
export function figureStyle(decimals: number): number {
  return decimals <= EXACT_DIGITS ? FIGURES + decimals : STYLE.plain;
}

/** A text on a fill that stands out, behind the figures. */
export const MARKED = FIGURES + DECIMALS.length;

/** A text in a box, broken where it is longer than its column is wide: of forms. */
export const BOXED = MARKED + 1;

const FONT = '<sz val="11"/><name val="等线"/>';
const FILL = '<fill><patternFill patternType="solid"><fgColor rgb="FFD9E2F3"/><bgColor indexed="64"/></patternFill></fill>';
const MARK = '<fill><patternFill patternType="solid"><fgColor rgb="FFFFE699"/><bgColor indexed="64"/></patternFill></fill>';
const SIDES = ['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin"><color auto="1"/></${side}>`).join('');
const FORMATS = DECIMALS.filter((decimals) => !(decimals in KNOWN_FORMATS));

/** xl/styles.xml: the fonts, fills and number formats of every workbook. */
export const STYLES_PART = [
  `${XML}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
  `<numFmts count="${FORMATS.length}">`,
  ...FORMATS.map((decimals) => `<numFmt numFmtId="${FIRST_OWN_FORMAT + decimals}" formatCode="0.${'0'.repeat(decimals)}"/>`),
  '</numFmts>',
  `<fonts count="2"><font>${FONT}</font><font><b/>${FONT}</font></fonts>`,
  // The first two fills are fixed by the standard.
  `<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${FILL}${MARK}</fills>`,
  `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${SIDES}<diagonal/></border></borders>`,
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="${BOXED + 1}">`,
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/>',
  '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"',
  ' quotePrefix="1"><alignment vertical="center" wrapText="1"/></xf>',
  ...DECIMALS.map((decimals) => {
    const format = KNOWN_FORMATS[decimals] ?? FIRST_OWN_FORMAT + decimals;
    return `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`;
  }),
  '<xf numFmtId="49" fontId="0" fillId="3" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1" quotePrefix="1"/>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1" quotePrefix="1">',
  '<alignment vertical="center" wrapText="1"/></xf>',
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join('');
