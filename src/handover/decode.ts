import { isUtf8 } from 'node:buffer';
import { Refusal } from './refusal.js';

/** A text read in one encoding. */
export interface Decoded {
  readonly encoding: 'UTF-8' | 'GB18030';
  /**
   * The text piece by piece, as UTF-8 without a byte order mark; as often as asked.
   * @throws Refusal ENCODING_INVALID where the bytes are not of the encoding
   */
  pieces(): Generator<Uint8Array, void>;
}

const NEVER_WRITTEN = /[\p{Co}\p{Cn}\x80-\x9F]/u;
const MARK = [0xef, 0xbb, 0xbf];
const BYTES_A_PIECE = 64 * 1024;

/**
 * The ways a text file can be read, most likely first: strict UTF-8, then GB18030; with a byte order mark, UTF-8 alone.
 * None if it is neither at its beginning. A text with NULs is none (UTF-16, a binary file).
 */
export function* decodings(bytes: Uint8Array): Generator<Decoded> {
  if (bytes.includes(0)) return;
  const marked = MARK.every((byte, i) => bytes[i] === byte);
  const text = marked ? bytes.subarray(MARK.length) : bytes;
  if (isUtf8(bytes)) yield { encoding: 'UTF-8', pieces: () => inPieces(text) };
  if (!marked) yield { encoding: 'GB18030', pieces: () => fromGb18030(bytes) };
}

/**
 * Whether a file that only GB18030 decodes is not GB18030 for all that: its first lines hold characters that no office
 * writes (private, unassigned, control), or read as UTF-8 more of their Chinese survives than is lost, so that it is
 * UTF-8 with damaged bytes.
 */
export function isMisread(bytes: Uint8Array, lines: number): boolean {
  const head = bytes.subarray(0, endOfLine(bytes, lines));
  if (NEVER_WRITTEN.test(new TextDecoder('gb18030').decode(head))) return true;
  const asUtf8 = new TextDecoder('utf-8').decode(head);
  const lost = asUtf8.match(/\uFFFD/g)?.length ?? 0;
  const kept = asUtf8.match(/[^\0-\x7F\uFFFD]/g)?.length ?? 0;
  return kept > lost;
}

function* inPieces(bytes: Uint8Array): Generator<Uint8Array, void> {
  for (let from = 0; from < bytes.length; from += BYTES_A_PIECE) yield bytes.subarray(from, from + BYTES_A_PIECE);
}

function* fromGb18030(bytes: Uint8Array): Generator<Uint8Array, void> {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  try {
    for (const piece of inPieces(bytes)) yield Buffer.from(decoder.decode(piece, { stream: true }));
    yield Buffer.from(decoder.decode());
  } catch (error) {
    throw error instanceof TypeError ? new Refusal('ENCODING_INVALID', '无法解码') : error;
  }
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
