import { readCsvHead } from './csv.js';
import { csvBlocks } from './csv-blocks.js';
import type { DatasetDefinition } from './dataset.js';
import { decodings, isMisread, type Decoded } from './decode.js';
import type { Header } from './header.js';
import type { Limits } from './limits.js';
import { Refusal } from './refusal.js';
import { HEAD_LINES, type Sheet, type SheetLine } from './sheet.js';
import type { TableHead } from './table-head.js';
import { readXlsx } from './xlsx.js';
import { guardZip } from './zip-guard.js';

/** Looks for the header of a table. */
export type FindHeader = (table: TableHead) => Header | undefined;

/** The sheets of a file as found. */
export interface OpenedFile {
  readonly encoding: 'UTF-8' | 'GB18030' | undefined;
  readonly sheets: readonly Sheet[];
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** The container of old and of encrypted workbooks. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Opens a file by its bytes, whatever its name says: a workbook, else a text in the first encoding that it can be read in
 * and in which a header is found. Without such a header it is what it can be decoded as, unless GB18030
 * would misread it. A workbook is read whole; of a text no more than its first lines.
 * @throws Refusal ENCODING_INVALID, FILE_TOO_LARGE, FILE_MALFORMED; what is wrong with a text further down, its lines throw
 */
export async function openFile(bytes: Uint8Array, find: FindHeader, limits: Limits): Promise<OpenedFile> {
  if (bytes.length > limits.bytes) throw new Refusal('FILE_TOO_LARGE', `超过 ${limits.bytes} 字节`);
  if (beginsWith(bytes, OLE)) throw new Refusal('FILE_MALFORMED', '是旧式或加密的 Excel 文件');
  if (!beginsWith(bytes, ZIP)) return openText(bytes, find, limits);
  await guardZip(bytes, limits.unpackedBytes);
  return { encoding: undefined, sheets: readXlsx(bytes, limits.rows) };
}

function openText(bytes: Uint8Array, find: FindHeader, limits: Limits): OpenedFile {
  let fallback: OpenedFile | undefined;
  for (const decoded of decodings(bytes)) {
    const head = readCsvHead(firstPiece(decoded), HEAD_LINES);
    const dataset = find({ name: undefined, head, merges: [] })?.dataset;
    const opened = { encoding: decoded.encoding, sheets: [textSheet(decoded, head, limits.rows, dataset)] };
    if (dataset) return opened;
    fallback ??= opened;
  }
  if (!fallback) throw new Refusal('ENCODING_INVALID', '无法解码');
  if (fallback.encoding === 'GB18030' && isMisread(bytes, HEAD_LINES)) throw new Refusal('ENCODING_INVALID', '含有损坏的字节');
  return fallback;
}

/** A text as one sheet; what refuses it further down is told under the dataset of its header, unless it is its encoding. */
function textSheet(decoded: Decoded, head: readonly SheetLine[], limit: number, dataset?: DatasetDefinition): Sheet {
  const blocks = async function* () {
    try {
      yield* csvBlocks(decoded.pieces(), limit);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'ENCODING_INVALID') throw error;
      throw new Refusal(error.code, error.detail, dataset);
    }
  };
  return { name: undefined, hidden: false, head, merges: [], blocks };
}

/** Enough for the head of any table; nothing where it is not of the encoding. */
function firstPiece(decoded: Decoded): Uint8Array {
  try {
    return decoded.pieces().next().value ?? new Uint8Array();
  } catch (error) {
    if (error instanceof Refusal) return new Uint8Array();
    throw error;
  }
}

function beginsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}
