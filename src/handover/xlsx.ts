import type { Limits } from './limits.js';
import type { LineBounds } from './line-bounds.js';
import { Refusal } from './refusal.js';
import type { Sheet, SheetLine } from './sheet.js';
import type { Referred } from './xlsx/cell-text.js';
import { ALL_PLAIN, readCellFormats } from './xlsx/number-format.js';
import { readOutline, type SheetOutline } from './xlsx/outline.js';
import { NO_TEXTS, readSharedTexts } from './xlsx/text-table.js';
import { sheetHead, sheetLines, sheetMerges } from './xlsx/sheet-part.js';
import type { Package } from './xlsx/zip-file.js';

/** The part that every Office Open XML file has, and no other zip. */
const CONTENT_TYPES = '[Content_Types].xml';

/**
 * The sheets of an XLSX workbook, read from the zip line by line whenever asked for. Texts are without their formatting,
 * numbers the shortest decimal of at most 15 digits, date cells YYYY-MM-DD (1900 and 1904), formulas their last value, of
 * merged cells only the first is filled. Of a hidden sheet nothing is read.
 * @throws Refusal FILE_MALFORMED if it is no workbook, FILE_TOO_LARGE above the limits; what is wrong in a sheet, its lines throw
 */
export async function readXlsx(zip: Package, limits: Limits, bounds: LineBounds): Promise<Sheet[]> {
  if (!zip.has(CONTENT_TYPES)) throw new Refusal('FILE_MALFORMED', '是压缩包而不是 XLSX 文件');
  const { sheets, date1904, styles, sharedTexts } = await readOutline(zip, limits);
  const referred: Referred = {
    date1904,
    texts: sharedTexts !== undefined && zip.has(sharedTexts) ? await readSharedTexts(zip, sharedTexts, limits) : NO_TEXTS,
    formats: styles !== undefined && zip.has(styles) ? await readCellFormats(zip, styles) : ALL_PLAIN,
  };
  const opened: Sheet[] = [];
  for (const [index, sheet] of sheets.entries()) {
    const { name, hidden } = sheet;
    if (hidden || !sheet.isTable) opened.push({ name, hidden, head: [], merges: [], blocks: noLines });
    else opened.push(await openSheet(zip, sheet, { referred, limits, bounds, index }));
  }
  return opened;
}

interface Reading {
  readonly referred: Referred;
  readonly limits: Limits;
  readonly bounds: LineBounds;
  /** Which of the workbook's sheets it is. */
  readonly index: number;
}

async function openSheet(zip: Package, { name, part }: SheetOutline, { referred, limits, bounds, index }: Reading): Promise<Sheet> {
  const pieces = () => zip.part(part ?? '');
  const blocks = async function* () {
    const bound = bounds.ofTable(index);
    try {
      for await (const lines of sheetLines(pieces(), referred, limits)) {
        for (const { line, cells } of lines) bound(line, cells);
        yield lines;
      }
    } catch (error) {
      throw ofSheet(name, error);
    }
  };
  const head = await sheetHead(pieces(), referred, limits);
  return { name, hidden: false, head, merges: await sheetMerges(pieces, referred, limits), blocks };
}

/** A refusal that names the sheet. */
function ofSheet(sheet: string, error: unknown): unknown {
  return error instanceof Refusal ? new Refusal(error.code, error.detail, { ...error.place, sheet }) : error;
}

async function* noLines(): AsyncGenerator<readonly SheetLine[], void> {}
