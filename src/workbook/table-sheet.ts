import { BeyondXlsx } from './beyond-xlsx.js';
import { figureCell, letters, markedCell, textCell } from './cell.js';
import { columnWidths } from './column-widths.js';
import { isExactFigure } from './figure.js';
import { rowXml, sheetHead, sheetTail } from './sheet-xml.js';
import { STYLE } from './styles.js';

/** A column of a table. */
export interface TableColumn {
  readonly heading: string;
  /** Figures are numbers as far as a spreadsheet holds all their digits; all else stays text: codes have leading zeros. */
  readonly figures?: boolean;
  /** The words (中文) for the codes that stand in it; a code without one stays as it is. */
  readonly words?: ReadonlyMap<string, string>;
}

/** Rows of texts, one for each column. */
export type Batch = readonly (readonly string[])[];

/** A sheet with one table: its headings, and the rows as they are read. */
export interface TableSheet {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly rows: AsyncIterable<Batch> | Iterable<Batch>;
  /** Whether a cell of a row is marked: there is something to be mended. */
  readonly isMarked?: (row: readonly string[], index: number) => boolean;
}

/** Lines of a sheet, its headings among them. */
const MOST_LINES = 1_048_576;
/** Widths stand before the rows in the file: they are those of the first rows, which are held back until they are seen. */
const MEASURED_ROWS = 1_000;
/** What the button of a filter covers of a heading. */
const BUTTON = '   ';

/**
 * The XML of a table's sheet, made while its rows are read: headings fixed and filled, a filter on each.
 * @returns how many lines it has
 * @throws BeyondXlsx
 */
export async function* tableSheet({ columns, rows, isMarked }: TableSheet): AsyncGenerator<Buffer, number> {
  let lines = 1;
  const written = (batch: Batch) => {
    const xml = batch.map((texts) =>
      rowXml(++lines, texts, (at, text, index) => (isMarked?.(texts, index) ? markedCell(at, text) : cellOf(at, text, columns[index]))),
    );
    return Buffer.from(xml.join(''));
  };
  let held: Batch | undefined = [];
  for await (const each of rows) {
    if (lines + (held?.length ?? 0) + each.length > MOST_LINES) throw tooManyLines();
    const batch = inWords(each, columns);
    if (!held) {
      yield written(batch);
      continue;
    }
    held = held.concat(batch);
    if (held.length < MEASURED_ROWS) continue;
    yield beginning(columns, held);
    yield written(held);
    held = undefined;
  }
  if (held) {
    yield beginning(columns, held);
    yield written(held);
  }
  yield Buffer.from(sheetTail(`A1:${letters(columns.length - 1)}${lines}`));
  return lines;
}

/** The columns, measured by the first rows, and the headings. */
function beginning(columns: readonly TableColumn[], first: Batch): Buffer {
  const headings = columns.map(({ heading }) => heading);
  const widths = columnWidths([headings.map((heading) => heading + BUTTON), ...first]);
  const row = rowXml(1, headings, (at, text) => textCell(at, text, STYLE.heading));
  return Buffer.from(sheetHead(widths, { frozen: true }) + row);
}

function cellOf(at: string, text: string, column: TableColumn | undefined): string {
  return column?.figures && isExactFigure(text) ? figureCell(at, text) : textCell(at, text);
}

function inWords(batch: Batch, columns: readonly TableColumn[]): Batch {
  if (!columns.some(({ words }) => words)) return batch;
  return batch.map((texts) => texts.map((text, index) => columns[index]?.words?.get(text) ?? text));
}

function tooManyLines(): BeyondXlsx {
  return new BeyondXlsx(`XLSX 的一张表最多 ${MOST_LINES} 行，这里更多：请改用 csv 或缩小范围`);
}
