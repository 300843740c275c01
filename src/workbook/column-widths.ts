/** In digits of the usual font: no column is narrower or wider. */
const NARROWEST = 8;
const WIDEST = 60;
/** Room at both sides of a text. */
const MARGIN = 2;
/** Characters that are twice as wide as a digit; those beyond U+FFFF count as two already. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/g;

/** How wide each column must be to show its texts, within bounds; of a text in several lines, the longest. */
export function columnWidths(rows: Iterable<readonly string[]>): readonly number[] {
  const widest: number[] = [];
  for (const row of rows) row.forEach((text, index) => (widest[index] = Math.max(widest[index] ?? 0, textWidth(text))));
  return Array.from(widest, (width = 0) => Math.min(WIDEST, Math.max(NARROWEST, width + MARGIN)));
}

function textWidth(text: string): number {
  const lines = text.split(/\r\n|[\r\n]/);
  return Math.max(...lines.map((line) => line.length + (line.match(WIDE)?.length ?? 0)));
}
