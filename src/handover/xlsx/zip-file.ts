import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { fromRandomAccessReaderPromise, parseExtraFields, RandomAccessReader, type Entry, type LocalFileHeader, type ZipFile } from 'yauzl';
import { piecesOf, type FileBytes } from '../file-bytes.js';
import type { Limits } from '../limits.js';
import { tooLarge } from '../line-bounds.js';
import { Refusal } from '../refusal.js';

/** The parts of a zip, by name, in either case. */
export interface Package {
  /** In lower case. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /** What a part unpacks to; 0 where it is not there. */
  size(name: string): number;
  /** A part unpacked, a piece at a time. @throws Refusal FILE_MALFORMED where it is missing or cut, naming it */
  part(name: string): AsyncGenerator<Uint8Array, void>;
}

const MOST_ENTRIES = 10_000;
/** Of the flags of an entry: what is behind it says its sizes and checksum, and they may be 0 in its header. */
const STATED_BEHIND = 0x8;
const ZIP64 = 0x0001;
const IN_ZIP64 = 0xffffffff;

/**
 * Opens a zip, and unpacks it once into nothing, to see that it is whole and what it really unpacks to, whatever its
 * headers claim: a directory and local headers that disagree mean a file in which two programs see different things.
 * @throws Refusal FILE_TOO_LARGE above the bounds, FILE_MALFORMED if it is no whole zip
 */
export async function openPackage(bytes: FileBytes, limits: Limits): Promise<Package> {
  try {
    const zip = await fromRandomAccessReaderPromise(new Reader(bytes), bytes.size, { autoClose: false });
    const entries = await directory(zip, limits);
    for (const entry of entries.values()) {
      await agree(zip, entry);
      for await (const _ of unpacked(zip, entry));
    }
    return {
      names: [...entries.keys()],
      has: (name) => entries.has(name.toLowerCase()),
      size: (name) => entries.get(name.toLowerCase())?.uncompressedSize ?? 0,
      part: (name) => unpacked(zip, entries.get(name.toLowerCase()), name),
    };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('FILE_MALFORMED', '不是完整的 XLSX 文件');
  }
}

class Reader extends RandomAccessReader {
  readonly #bytes: FileBytes;

  constructor(bytes: FileBytes) {
    super();
    this.#bytes = bytes;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(piecesOf(this.#bytes, start, end), { objectMode: false });
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void): void {
    this.#bytes.read(position, position + length).then(
      (read) => {
        buffer.set(read, offset);
        callback(read.length < length ? new Error('beyond the end') : null);
      },
      (error: unknown) => callback(error as Error),
    );
  }
}

async function directory(zip: ZipFile, { unpackedBytes }: Limits): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) throw tooLarge(`压缩包内超过 ${MOST_ENTRIES} 个文件`);
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize;
    if (total > unpackedBytes) throw tooLarge(`解压后超过 ${unpackedBytes} 字节`);
    const name = entry.fileName.toLowerCase();
    if (entries.has(name)) throw new Refusal('FILE_MALFORMED', `压缩包内有两个 ${entry.fileName}`);
    entries.set(name, entry);
  }
  return entries;
}

/** Sees that an entry's own header says what the directory says of it. */
async function agree(zip: ZipFile, entry: Entry): Promise<void> {
  const local = await zip.readLocalFileHeaderPromise(entry);
  const stated = sizesOf(local);
  const behind = (local.generalPurposeBitFlag & STATED_BEHIND) !== 0;
  const differs = (said: number, really: number): boolean => said !== really && !(behind && said === 0);
  if (
    !local.fileName.equals(entry.fileNameRaw) ||
    local.compressionMethod !== entry.compressionMethod ||
    differs(local.crc32, entry.crc32) ||
    differs(stated.compressed, entry.compressedSize) ||
    differs(stated.uncompressed, entry.uncompressedSize)
  ) {
    throw new Refusal('FILE_MALFORMED', `压缩包目录与其中 ${entry.fileName} 的记载不一致`);
  }
}

function sizesOf(local: LocalFileHeader): {
  readonly uncompressed: number;
  readonly compressed: number;
} {
  const large = parseExtraFields(local.extraField).find(({ id }) => id === ZIP64)?.data;
  let at = 0;
  const size = (said: number): number => {
    if (said !== IN_ZIP64 || !large) return said;
    at += 8;
    return Number(large.readBigUInt64LE(at - 8));
  };
  return { uncompressed: size(local.uncompressedSize), compressed: size(local.compressedSize) };
}

/** What an entry holds; its size and checksum are looked at. */
async function* unpacked(zip: ZipFile, entry: Entry | undefined, name = entry?.fileName ?? ''): AsyncGenerator<Uint8Array, void> {
  if (!entry) throw new Refusal('FILE_MALFORMED', `缺少 ${name}`);
  let [checksum, size] = [0, 0];
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      const piece = chunk as Buffer;
      checksum = crc32(piece, checksum);
      size += piece.length;
      yield piece;
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('FILE_MALFORMED', `${name} 残缺`);
  }
  if (checksum !== entry.crc32 || size !== entry.uncompressedSize) throw new Refusal('FILE_MALFORMED', `${name} 残缺`);
}
