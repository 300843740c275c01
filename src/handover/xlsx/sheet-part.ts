import type { Limits } from '../limits.js';
import { HEAD_LINES, type Merge, type SheetLine } from '../sheet.js';
import { Refusal } from '../refusal.js';
import { behindLines } from './behind-lines.js';
import type { Referred } from './cell-text.js';
import { SheetEvents } from './sheet-events.js';
import { encodingOf, XmlReader } from './xml-reader.js';

type Pieces = AsyncIterable<Uint8Array>;

/** Of lines as they are, many; of lines as wide as they may be, few: what is kept of each cell is the same. */
const LINES_A_BLOCK = 1000;
const CELLS_A_BLOCK = 30_000;
const WITHIN = Buffer.from('<worksheet>');

/** The lines of a sheet, some at a time. @throws Refusal where it cannot be read on */
export async function* sheetLines(pieces: Pieces, referred: Referred, limits: Limits): AsyncGenerator<readonly SheetLine[], void> {
  const events = new SheetEvents(referred, limits);
  for await (const _ of read(pieces, events))
    if (events.lines.length >= LINES_A_BLOCK || events.cells >= CELLS_A_BLOCK) yield events.takeLines();
  if (events.lines.length > 0) yield events.takeLines();
}

/** The first lines of a sheet, as far as it can be read. */
export async function sheetHead(pieces: Pieces, referred: Referred, limits: Limits): Promise<readonly SheetLine[]> {
  const events = new SheetEvents(referred, limits);
  try {
    for await (const _ of read(pieces, events)) if (events.lines.length >= HEAD_LINES || events.atEnd) break;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return events.takeLines().slice(0, HEAD_LINES);
}

/**
 * The merged cells of a sheet. They stand behind its lines, which are passed over without being understood, unless what
 * is behind them is not what it seems; none where it cannot be read.
 * @param pieces of its part, as often as asked
 */
export async function sheetMerges(pieces: () => Pieces, referred: Referred, limits: Limits): Promise<readonly Merge[]> {
  return inOrder((await mergesBehind(pieces(), referred, limits)) ?? (await mergesOf(pieces(), referred, limits)));
}

async function mergesBehind(pieces: Pieces, referred: Referred, limits: Limits): Promise<readonly Merge[] | undefined> {
  const events = new SheetEvents(referred, limits);
  const reader = new XmlReader(events);
  let found = false;
  try {
    reader.write(WITHIN);
    for await (const piece of behindLines(pieces)) {
      found = true;
      reader.write(piece);
    }
    if (!found) return undefined;
    reader.end();
    return events.merges;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

async function mergesOf(pieces: Pieces, referred: Referred, limits: Limits): Promise<readonly Merge[]> {
  const events = new SheetEvents(referred, limits);
  try {
    for await (const _ of read(pieces, events)) events.takeLines();
    return events.merges;
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** Reads a part piece by piece. */
async function* read(pieces: Pieces, events: SheetEvents): AsyncGenerator<void, void> {
  let reader: XmlReader | undefined;
  for await (const piece of pieces) {
    reader ??= new XmlReader(events, encodingOf(piece));
    reader.write(piece);
    yield;
  }
  (reader ?? new XmlReader(events)).end();
}

function inOrder(merges: readonly Merge[]): readonly Merge[] {
  return [...merges].sort((a, b) => a.lines[0] - b.lines[0] || a.columns[0] - b.columns[0]);
}
