import { withoutInvisible } from './invisible.js';

/** What full-width forms U+FF01–U+FF5E are ahead of ASCII. */
const WIDTH_OFFSET = 0xfee0;
const FULL_WIDTH = /[\uFF01-\uFF5E\u3000]/g;
/** Most text holds none: asking is several times as fast as replacing nothing. */
const ANY_FULL_WIDTH = /[\uFF01-\uFF5E\u3000]/;
const WHITE_SPACE = /\s+/g;
/** As most codes, numbers and dates are. */
const PLAIN = /^[!-~]*$/;

const SMALL_DIGITS = /[⁰¹²³⁴-⁹₀-₉㎡㎥]/g;
const SQUARES: Readonly<Record<string, string>> = { '㎡': 'm2', '㎥': 'm3' };

/** Full-width letters, digits, signs and spaces as their ASCII forms; everything else as it is. */
export function foldWidth(text: string): string {
  if (!ANY_FULL_WIDTH.test(text)) return text;
  return text.replace(FULL_WIDTH, (character) =>
    character === '\u3000' ? ' ' : String.fromCharCode(character.charCodeAt(0) - WIDTH_OFFSET),
  );
}

/** Whether a text is printable ASCII without blanks: then nothing of it is folded or dropped. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** Codes, numbers and dates before they are looked at: folded from full width, without what is not seen, trimmed (HANDOVER.md, Cells). */
export function foldCode(text: string): string {
  return isPlain(text) ? text : foldWidth(withoutInvisible(text)).trim();
}

/** A text as it is stored: without what is not seen, NBSP a blank, trimmed. */
export function foldText(text: string): string {
  return withoutInvisible(text, ' ').trim();
}

/** A name for comparison: full-width to half-width, white space and what is not seen removed (HANDOVER.md, Identity). */
export function foldName(text: string): string {
  return foldWidth(withoutInvisible(text)).replace(WHITE_SPACE, '');
}

/** A label or a unit for comparison: as a name, Latin letters in lower case, sub- and superscripts digits, ㎡ m2. */
export function foldLabel(text: string): string {
  return foldName(text)
    .replace(SMALL_DIGITS, (character) => SQUARES[character] ?? character.normalize('NFKC'))
    .toLowerCase();
}
