import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { lineAfter, readCsv, tooManyLines } from './csv.js';
import { Refusal } from './refusal.js';
import type { SheetLine } from './sheet.js';

const [LF, CR] = [0x0a, 0x0d];

/**
 * The lines of a CSV text as {@link readCsv} reads them, some at a time; other work gets its turn in between.
 * @param pieces of the text in UTF-8 (without BOM), wherever they end
 * @throws Refusal as {@link readCsv} does, of the whole text
 */
export async function* csvBlocks(pieces: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<readonly SheetLine[], void> {
  let taken = 0;
  let next = 1;
  const read = (text: Uint8Array): SheetLine[] => {
    const lines = readCsv(text, limit - taken, next);
    taken += lines.length;
    next = lineAfter(lines, next);
    return lines;
  };
  let held: Uint8Array[] = [];
  let size = 0;
  let enough = 0;
  try {
    for await (const part of wholeLines(pieces)) {
      held.push(part);
      size += part.length;
      if (size < enough) continue;
      const lines = unlessOpen(() => read(joined(held)));
      // The quote may be closed further on: looked for in twice as much each time.
      enough = lines ? 0 : 2 * size;
      if (lines) {
        [held, size] = [[], 0];
        yield lines;
      }
      await turnOfOthers();
    }
    if (size > 0) yield read(joined(held));
  } catch (error) {
    throw error instanceof Refusal && error.code === 'FILE_TOO_LARGE' ? tooManyLines(limit) : error;
  }
}

/** The text in parts that end where a line does. */
async function* wholeLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let rest: Uint8Array[] = [];
  for await (const piece of pieces) {
    // A CR that ends a piece may be half of a CRLF.
    const end = Math.max(piece.lastIndexOf(LF), piece.subarray(0, -1).lastIndexOf(CR)) + 1;
    if (end > 0) {
      yield joined([...rest, piece.subarray(0, end)]);
      rest = [];
    }
    if (end < piece.length) rest.push(piece.subarray(end));
  }
  if (rest.length > 0) yield joined(rest);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}

/** The lines, unless the text ends in an open quote. */
function unlessOpen(read: () => SheetLine[]): SheetLine[] | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'FILE_MALFORMED') return undefined;
    throw error;
  }
}
