const ESCAPE = /_x([0-9a-f]{4})_/gi;
const HALF_CHARACTER = /\p{Surrogate}/u;
const HALF_CHARACTERS = /\p{Surrogate}/gu;

/**
 * A text of a workbook as Excel shows it: `_x000D_` is a character. What no text of a database holds is taken out of it:
 * NULs, which show as nothing, and halves of characters.
 */
export function shownText(text: string): string {
  const plain = text.includes('_x') ? text.replace(ESCAPE, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text;
  const shown = plain.includes('\0') ? plain.replaceAll('\0', '') : plain;
  return HALF_CHARACTER.test(shown) ? shown.replaceAll(HALF_CHARACTERS, '\uFFFD') : shown;
}
