import { foldCode } from './fold.js';
import type { CellMark } from './sheet.js';

/** How spreadsheets are made to keep a code as text: '0012 and ="0012". */
const KEPT_AS_TEXT = /^(?:'(.*)|="(.*)")$/s;
const MARKED_AS_TEXT = /^['=]/;
/** As a spreadsheet writes a number too long for its cell: 3.30102E+17. */
const EXPONENT = /^\d(?:\.\d+)?E\+\d{2,}$/i;
/** A double holds no more than fifteen digits. */
const TOO_LONG = /^-?0*[1-9]\d{15,}/;

/** A letter or none, two to four digits, the name of the industry or none. */
const INDUSTRY = /^[A-T]?(\d{2,4})(?:[\s:(_·-]*\p{Script=Han}.*|\s+\p{L}.*)?$/isu;
const PLACE = /^[\dA-Z-]+$/i;

/** A cell of a column of codes: folded, and without what a spreadsheet needs to keep it as text. */
export function codeText(text: string): string {
  const folded = foldCode(text);
  if (!MARKED_AS_TEXT.test(folded)) return folded;
  const [, behindMark, inQuotes] = KEPT_AS_TEXT.exec(folded) ?? [];
  return (behindMark ?? inQuotes ?? folded).trim();
}

/** Whether a code went through a number that could not hold all its digits. */
export function lostDigits(code: string, mark: CellMark | undefined): boolean {
  return EXPONENT.test(code) || (mark?.kind === 'number' && TOO_LONG.test(code));
}

/** The digits of an industry's code (GB/T 4754), which may stand with its letter and its name; undefined if it is none. */
export function industryCode(folded: string): string | undefined {
  return INDUSTRY.exec(folded)?.[1];
}

/** Whether a folded text may be the code of a zone or a town: digits, Latin letters, hyphens. */
export function isPlaceCode(folded: string): boolean {
  return PLACE.test(folded);
}
