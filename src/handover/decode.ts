import { isUtf8 } from 'node:buffer';

/** A text read in one encoding, as UTF-8 without a byte order mark. */
export interface Decoded {
  readonly encoding: 'UTF-8' | 'GB18030';
  readonly text: Uint8Array;
}

const NEVER_WRITTEN = /[\p{Co}\p{Cn}\x80-\x9F]/u;
const MARK = [0xef, 0xbb, 0xbf];

/**
 * The ways a text file can be read, most likely first: strict UTF-8, then GB18030; with a byte order mark, UTF-8 alone.
 * None if it is neither. A text with NULs is none (UTF-16, a binary file).
 */
export function* decodings(bytes: Uint8Array): Generator<Decoded> {
  if (bytes.includes(0)) return;
  const marked = MARK.every((byte, i) => bytes[i] === byte);
  if (isUtf8(bytes)) yield { encoding: 'UTF-8', text: marked ? bytes.subarray(MARK.length) : bytes };
  if (marked) return;
  const text = decodeGb18030(bytes);
  if (text !== undefined) yield { encoding: 'GB18030', text: Buffer.from(text) };
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

function decodeGb18030(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
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
