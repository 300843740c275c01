import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { CsvLines } from './csv.js';
import type { SheetLine } from './sheet.js';

/**
 * The lines of a CSV text as {@link CsvLines} cuts them, some at a time; other work gets its turn in between.
 * @param texts in which it comes, wherever they end
 * @param bound looks at each line
 * @throws Refusal as they do
 */
export async function* csvBlocks(
  texts: AsyncIterable<string>,
  lineBytes: number,
  bound: (line: number, cells: readonly string[]) => void,
): AsyncGenerator<readonly SheetLine[], void> {
  const reader = new CsvLines(lineBytes);
  for await (const text of texts) {
    const lines: SheetLine[] = [];
    reader.cut(text, lines);
    for (const { line, cells } of lines) bound(line, cells);
    if (lines.length > 0) yield lines;
    await turnOfOthers();
  }
  const last: SheetLine[] = [];
  reader.end(last);
  for (const { line, cells } of last) bound(line, cells);
  if (last.length > 0) yield last;
}
