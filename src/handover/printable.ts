/**
 * What a terminal, a log or a page acts on instead of showing it: controls (C0 with ESC, DEL, C1), marks and overrides of
 * the direction of writing, separators of lines and paragraphs.
 */
const ACTED_ON = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Text of whatever origin as people may be shown it: what would be acted on is spelled out as `\u001b`, which is also how
 * JSON writes it. The text of files, names and labels is kept as it came; only where it is shown is it spelled out.
 * @param kept characters that stay
 */
export function printable(text: string, kept = ''): string {
  return text.replace(ACTED_ON, (each) => (kept.includes(each) ? each : `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`));
}

/** As {@link printable}, for text whose lines are its own. */
export function printableLines(text: string): string {
  return printable(text, '\r\n\t').replace(/\r(?!\n)/g, '\\u000d');
}
