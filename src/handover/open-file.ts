import { readCsvHead } from './csv.js';
import { csvBlocks } from './csv-blocks.js';
import type { DatasetDefinition } from './dataset.js';
import { decodings, isMisread, type Decoded } from './decode.js';
import type { FileBytes } from './file-bytes.js';
import { beginsAsJson, geoJsonSheet, MOST_OUTLINE_BYTES } from './geojson.js';
import type { Header } from './header.js';
import type { Limits } from './limits.js';
import { LineBounds, tooLarge } from './line-bounds.js';
import { Refusal } from './refusal.js';
import { shapefileSheet, shapefilesOf } from './shapefile.js';
import { HEAD_LINES, type Sheet, type SheetLine } from './sheet.js';
import type { TableHead } from './table-head.js';
import { readXlsx } from './xlsx.js';
import { openPackage } from './xlsx/zip-file.js';

/** Looks for the header of a table. */
export type FindHeader = (table: TableHead) => Header | undefined;

/** The sheets of a file as found. */
export interface OpenedFile {
  readonly encoding: 'UTF-8' | 'GB18030' | undefined;
  readonly sheets: readonly Sheet[];
}

const HEAD_CHARACTERS = 128 * 1024;
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** The container of old and of encrypted workbooks. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Opens a file by its bytes, whatever its name says: a workbook, a zipped Shapefile, GeoJSON, else a text in the first encoding that it can be read in
 * and in which a header is found. Without such a header it is what it can be decoded as, unless GB18030
 * would misread it. No more of it is read than its encoding, its sheets and their first lines.
 * @param crs the system that outlines are said to be in
 * @throws Refusal ENCODING_INVALID, FILE_TOO_LARGE, FILE_MALFORMED; what is wrong further down, its lines throw
 */
export async function openFile(bytes: FileBytes, find: FindHeader, limits: Limits, crs?: string): Promise<OpenedFile> {
  if (bytes.size > limits.bytes) throw tooLarge(`超过 ${limits.bytes} 字节`);
  const begins = await bytes.read(0, Math.min(ZIP.length, bytes.size));
  if (beginsWith(begins, OLE)) throw new Refusal('FILE_MALFORMED', '是旧式或加密的 Excel 文件');
  if (!beginsWith(begins, ZIP)) return openText(bytes, find, limits, crs);
  const zip = await openPackage(bytes, limits);
  if (shapefilesOf(zip).length > 0) return { encoding: undefined, sheets: [await shapefileSheet(zip, crs, limits)] };
  return { encoding: undefined, sheets: await readXlsx(zip, limits, new LineBounds(limits)) };
}

async function openText(bytes: FileBytes, find: FindHeader, limits: Limits, crs: string | undefined): Promise<OpenedFile> {
  let fallback: OpenedFile | undefined;
  for (const decoded of await decodings(bytes)) {
    const first = await firstText(decoded);
    if (beginsAsJson(first)) return { encoding: decoded.encoding, sheets: [geoJsonSheet(await wholeText(decoded, bytes), crs, limits)] };
    const head = readCsvHead(first, HEAD_LINES, limits);
    const dataset = find({ name: undefined, head, merges: [] })?.dataset;
    const opened = { encoding: decoded.encoding, sheets: [textSheet(decoded, head, limits, dataset)] };
    if (dataset) return opened;
    fallback ??= opened;
  }
  if (!fallback) throw new Refusal('ENCODING_INVALID', '无法解码');
  if (fallback.encoding === 'GB18030' && (await isMisread(bytes, HEAD_LINES))) throw new Refusal('ENCODING_INVALID', '含有损坏的字节');
  return fallback;
}

/** A text as one sheet; what refuses it further down is told under the dataset of its header, unless it is its encoding. */
function textSheet(decoded: Decoded, head: readonly SheetLine[], limits: Limits, dataset?: DatasetDefinition): Sheet {
  const blocks = async function* () {
    try {
      yield* csvBlocks(decoded.texts(), limits.lineBytes, new LineBounds(limits).ofTable(0));
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'ENCODING_INVALID') throw error;
      throw new Refusal(error.code, error.detail, { ...error.place, dataset });
    }
  };
  return { name: undefined, hidden: false, head, merges: [], blocks };
}

/** Everything of a text that is read at once. @throws Refusal FILE_TOO_LARGE */
async function wholeText(decoded: Decoded, { size }: FileBytes): Promise<string> {
  if (size > MOST_OUTLINE_BYTES) throw tooLarge(`GeoJSON 超过 ${MOST_OUTLINE_BYTES} 字节，请分几次移交`);
  let whole = '';
  for await (const text of decoded.texts()) whole += text;
  return whole;
}

/** Enough for the head of any table, as far as it is of the encoding. */
async function firstText(decoded: Decoded): Promise<string> {
  let head = '';
  try {
    for await (const text of decoded.texts()) if ((head += text).length >= HEAD_CHARACTERS) break;
  } catch (error) {
    // What cannot be decoded further on is told by whoever reads on; what cannot be had at all is told now.
    if (!(error instanceof Refusal) || error.code !== 'ENCODING_INVALID') throw error;
  }
  return head;
}

function beginsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}
