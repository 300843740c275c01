/** Characters that are not seen (HANDOVER.md, Cells): soft hyphens, marks of direction, joiners, NBSP, controls but tab and line break. */
const INVISIBLE = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\xA0\xAD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/;
const INVISIBLES = new RegExp(INVISIBLE, 'g');
const NO_BREAK_SPACE = '\u00A0';

/** What cannot be shown as it is: the invisible, and what ends a line or turns its direction. */
const NOT_SHOWN = /[\0-\x1F\x7F-\xA0\xAD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
const LONGEST_QUOTE = 60;

/** Whether a text holds a character that is not seen. */
export function hasInvisible(text: string): boolean {
  return INVISIBLE.test(text);
}

/** The text without what is not seen. @param noBreakSpace what stands for NBSP */
export function withoutInvisible(text: string, noBreakSpace = ''): string {
  if (!INVISIBLE.test(text)) return text;
  return text.replace(INVISIBLES, (character) => (character === NO_BREAK_SPACE ? noBreakSpace : ''));
}

/** The text with what is not seen spelled out (`\u202d`), as messages quote what was found. */
export function spelledOut(text: string): string {
  return text.replace(NOT_SHOWN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The first sixty characters of a text, spelled out. */
export function quoted(text: string): string {
  // By whole characters; twice as many halves hold sixty of them.
  const characters = Array.from(text.slice(0, 2 * LONGEST_QUOTE + 2));
  const isCut = characters.length > LONGEST_QUOTE;
  return spelledOut(characters.slice(0, LONGEST_QUOTE).join('')) + (isCut ? '…' : '');
}
