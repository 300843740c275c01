/** The bytes of a file, read piece by piece, as often as asked: a large file is never in memory as a whole. */
export interface FileBytes {
  readonly size: number;
  /** The bytes from one place up to another, both within the file. @throws Refusal FILE_MALFORMED where they cannot be had */
  read(from: number, to: number): Promise<Uint8Array>;
  /** Lets go of what it holds, until it is read again. */
  rest?(): Promise<void>;
}

const BYTES_A_PIECE = 64 * 1024;

/** A file's bytes, or all of them in memory already. */
export type Bytes = FileBytes | Uint8Array;

/** The bytes of a file, wherever they are. */
export function fileBytes(bytes: Bytes): FileBytes {
  if (!(bytes instanceof Uint8Array)) return bytes;
  return { size: bytes.length, read: (from, to) => Promise.resolve(bytes.subarray(from, to)) };
}

/** The bytes from one place up to another, a piece at a time. */
export async function* piecesOf(bytes: FileBytes, from = 0, to = bytes.size): AsyncGenerator<Uint8Array, void> {
  for (let at = from; at < to; at += BYTES_A_PIECE) yield await bytes.read(at, Math.min(at + BYTES_A_PIECE, to));
}
