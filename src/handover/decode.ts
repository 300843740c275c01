import { isUtf8 } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';
import { piecesOf, type FileBytes } from './file-bytes.js';
import { Refusal } from './refusal.js';

/** A text read in one encoding. */
export interface Decoded {
  readonly encoding: 'UTF-8' | 'GB18030';
  /**
   * The text piece by piece, without a byte order mark or the mark of an end; as often as asked.
   * @throws Refusal ENCODING_INVALID where the bytes are not of the encoding
   */
  texts(): AsyncGenerator<string, void>;
}

const NEVER_WRITTEN = /[\p{Co}\p{Cn}\x80-\x9F]/u;
const MARK = [0xef, 0xbb, 0xbf];
/** What DOS wrote at the end of a text. */
const END = 0x1a;
/** A character of UTF-8 that a piece cuts begins so many bytes before its end at most. */
const LONGEST_START = 3;
const HEAD_BYTES = 64 * 1024;

/**
 * The ways a text file can be read, most likely first: strict UTF-8, then GB18030; with a byte order mark, UTF-8 alone.
 * None if it is neither at its beginning. A text with NULs is none (UTF-16, a binary file).
 */
export async function decodings(bytes: FileBytes): Promise<Decoded[]> {
  const found = await look(bytes);
  if (found.hasNul) return [];
  const begins = await bytes.read(0, Math.min(MARK.length, bytes.size));
  const marked = MARK.every((byte, i) => begins[i] === byte);
  const end = await endOf(bytes);
  const decoded: Decoded[] = [];
  if (found.isUtf8) decoded.push({ encoding: 'UTF-8', texts: () => fromUtf8(piecesOf(bytes, marked ? MARK.length : 0, end)) });
  if (!marked) decoded.push({ encoding: 'GB18030', texts: () => fromGb18030(piecesOf(bytes, 0, end)) });
  return decoded;
}

/**
 * Whether a file that only GB18030 decodes is not GB18030 for all that: its first lines hold characters that no office
 * writes (private, unassigned, control), or read as UTF-8 more of their Chinese survives than is lost, so that it is
 * UTF-8 with damaged bytes.
 */
export async function isMisread(bytes: FileBytes, lines: number): Promise<boolean> {
  const begins = await bytes.read(0, Math.min(HEAD_BYTES, await endOf(bytes)));
  const head = begins.subarray(0, endOfLine(begins, lines));
  if (NEVER_WRITTEN.test(new TextDecoder('gb18030').decode(head, { stream: true }))) return true;
  const asUtf8 = new TextDecoder('utf-8').decode(head);
  const lost = asUtf8.match(/\uFFFD/g)?.length ?? 0;
  const kept = asUtf8.match(/[^\0-\x7F\uFFFD]/g)?.length ?? 0;
  return kept > lost;
}

/** Looks a file through once. */
async function look(bytes: FileBytes): Promise<{ readonly hasNul: boolean; readonly isUtf8: boolean }> {
  let whole = true;
  let held: Uint8Array = new Uint8Array();
  for await (const piece of piecesOf(bytes)) {
    if (piece.includes(0)) return { hasNul: true, isUtf8: false };
    if (!whole) continue;
    const text = held.length === 0 ? piece : Buffer.concat([held, piece]);
    const cut = startOfCut(text);
    whole = isUtf8(text.subarray(0, cut));
    // Held beyond the next read, which may be into the same memory.
    held = Uint8Array.from(text.subarray(cut));
  }
  return { hasNul: false, isUtf8: whole && held.length === 0 };
}

/** Where a character begins that the end of the text cuts; the end, if it cuts none. */
function startOfCut(text: Uint8Array): number {
  for (let back = 1; back <= Math.min(LONGEST_START, text.length); back += 1) {
    const byte = text[text.length - back]!;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? text.length - back : text.length;
  }
  return text.length;
}

/** Of bytes that were seen to be UTF-8. */
async function* fromUtf8(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new StringDecoder('utf8');
  for await (const piece of pieces) yield decoder.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
  yield decoder.end();
}

async function* fromGb18030(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  try {
    for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? new Refusal('ENCODING_INVALID', '无法解码') : error;
  }
}

/** Where the text ends, the mark of its end left out. */
async function endOf(bytes: FileBytes): Promise<number> {
  const last = bytes.size > 0 ? await bytes.read(bytes.size - 1, bytes.size) : undefined;
  return last?.[0] === END ? bytes.size - 1 : bytes.size;
}

function endOfLine(bytes: Uint8Array, lines: number): number {
  let end = 0;
  for (let i = 0; i < lines; i += 1) {
    const found = bytes.indexOf(0x0a, end);
    if (found < 0) return bytes.length;
    end = found + 1;
  }
  return end;
}
