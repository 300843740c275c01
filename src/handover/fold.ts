/** What full-width forms U+FF01–U+FF5E are ahead of ASCII. */
const WIDTH_OFFSET = 0xfee0;
const FULL_WIDTH = /[\uFF01-\uFF5E\u3000]/g;
/** Most text holds none: asking is several times as fast as replacing nothing. */
const ANY_FULL_WIDTH = /[\uFF01-\uFF5E\u3000]/;
const WHITE_SPACE = /\s+/g;
/** Printable ASCII without blanks, as most codes, numbers and dates are: nothing to fold. */
const PLAIN = /^[!-~]*$/;

/** Characters that are not seen (HANDOVER.md, Cells): soft hyphens, marks of direction, joiners, NBSP, controls but tab and line break. */
const INVISIBLE = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\xA0\xAD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/;
const INVISIBLES = new RegExp(INVISIBLE, 'g');
const NO_BREAK_SPACE = '\u00A0';

const SMALL_DIGITS = /[⁰¹²³⁴-⁹₀-₉㎡㎥]/g;
const SQUARES: Readonly<Record<string, string>> = { '㎡': 'm2', '㎥': 'm3' };

/** Whether a text holds a character that is not seen. */
export function hasInvisible(text: string): boolean {
  return INVISIBLE.test(text);
}

/** Full-width letters, digits, signs and spaces as their ASCII forms; everything else as it is. */
export function foldWidth(text: string): string {
  if (!ANY_FULL_WIDTH.test(text)) return text;
  return text.replace(FULL_WIDTH, (character) =>
    character === '\u3000' ? ' ' : String.fromCharCode(character.charCodeAt(0) - WIDTH_OFFSET),
  );
}

/** Codes, numbers and dates before they are looked at: folded from full width, without what is not seen, trimmed (HANDOVER.md, Cells). */
export function foldCode(text: string): string {
  return PLAIN.test(text) ? text : foldWidth(visible(text)).trim();
}

/** A text as it is stored: without what is not seen, NBSP a blank, trimmed. */
export function foldText(text: string): string {
  if (!INVISIBLE.test(text)) return text.trim();
  return text.replace(INVISIBLES, (character) => (character === NO_BREAK_SPACE ? ' ' : '')).trim();
}

/** A name for comparison: full-width to half-width, white space and what is not seen removed (HANDOVER.md, Identity). */
export function foldName(text: string): string {
  return foldWidth(visible(text)).replace(WHITE_SPACE, '');
}

/** A label or a unit for comparison: as a name, Latin letters in lower case, sub- and superscripts digits, ㎡ m2. */
export function foldLabel(text: string): string {
  return foldName(text)
    .replace(SMALL_DIGITS, (character) => SQUARES[character] ?? character.normalize('NFKC'))
    .toLowerCase();
}

function visible(text: string): string {
  return INVISIBLE.test(text) ? text.replace(INVISIBLES, '') : text;
}
