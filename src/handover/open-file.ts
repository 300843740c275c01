import { readCsv, readCsvHead } from './csv.js';
import type { DatasetDefinition } from './dataset.js';
import { decodings, isMisread, type Decoded } from './decode.js';
import { findHeader } from './header.js';
import type { Limits } from './limits.js';
import { Refusal } from './refusal.js';
import type { Sheet } from './sheet.js';
import { readXlsx } from './xlsx.js';
import { guardZip } from './zip-guard.js';

/** The sheets of a file as found. */
export interface OpenedFile {
  readonly encoding: 'UTF-8' | 'GB18030' | undefined;
  readonly sheets: readonly Sheet[];
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** The container of old and of encrypted workbooks. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const HEAD = 10;

/**
 * Opens a file by its bytes, whatever its name says: a workbook, else a text in the first encoding that it can be read in
 * and in which a header of `datasets` is found. Without such a header it is what it can be decoded as, unless GB18030
 * would misread it.
 * @throws Refusal ENCODING_INVALID, FILE_TOO_LARGE, FILE_MALFORMED.
 */
export async function openFile(bytes: Uint8Array, datasets: readonly DatasetDefinition[], limits: Limits): Promise<OpenedFile> {
  if (bytes.length > limits.bytes) throw new Refusal('FILE_TOO_LARGE', `超过 ${limits.bytes} 字节`);
  if (beginsWith(bytes, OLE)) throw new Refusal('FILE_MALFORMED', '是旧式或加密的 Excel 文件');
  if (!beginsWith(bytes, ZIP)) return openText(bytes, datasets, limits);
  await guardZip(bytes, limits.unpackedBytes);
  return { encoding: undefined, sheets: readXlsx(bytes, limits.rows) };
}

function openText(bytes: Uint8Array, datasets: readonly DatasetDefinition[], limits: Limits): OpenedFile {
  let fallback: Decoded | undefined;
  for (const decoded of decodings(bytes)) {
    const header = findHeader(readCsvHead(decoded.text, HEAD), datasets);
    if (header) return openCsv(decoded, limits, header.dataset);
    fallback ??= decoded;
  }
  if (!fallback) throw new Refusal('ENCODING_INVALID', '无法解码');
  if (fallback.encoding === 'GB18030' && isMisread(bytes, HEAD)) throw new Refusal('ENCODING_INVALID', '含有损坏的字节');
  return openCsv(fallback, limits);
}

function openCsv({ encoding, text }: Decoded, limits: Limits, dataset?: DatasetDefinition): OpenedFile {
  try {
    return { encoding, sheets: [{ name: undefined, hidden: false, lines: readCsv(text, limits.rows) }] };
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.code, error.detail, dataset) : error;
  }
}

function beginsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}
