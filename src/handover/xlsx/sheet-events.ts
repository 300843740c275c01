import { tooLarge } from '../line-bounds.js';
import type { Limits } from '../limits.js';
import { Refusal } from '../refusal.js';
import { HEAD_LINES, type CellMark, type Merge, type SheetLine } from '../sheet.js';
import { cellText, type Referred, type WrittenCell } from './cell-text.js';
import type { XmlEvents } from './xml-reader.js';

/** The most characters in which one is written: `_x000D_`. */
const ESCAPED = 7;
/** Vertical merges of a table; each is kept while it is read. */
const MOST_MERGES = 200_000;
const REFERENCE = /^\$?([A-Z]+)\$?(\d+)$/i;
const LETTERS = 26;
const BEFORE_A = 64;

/** Gathers the lines of a sheet and its merged cells while its part is read. Lines without a text in any cell are left out. */
export class SheetEvents implements XmlEvents {
  /** What was read since it was taken. */
  lines: SheetLine[] = [];
  /** How many cells they hold. */
  cells = 0;
  readonly merges: Merge[] = [];
  /** Whether its lines are all read. */
  atEnd = false;
  readonly #referred: Referred;
  readonly #limits: Limits;
  #within: 'sheet' | 'lines' | 'cell' = 'sheet';
  #line = 0;
  #column = -1;
  #cells: string[] = [];
  #marks: Map<number, CellMark> | undefined;
  #length = 0;
  #cell: { -readonly [K in keyof WrittenCell]: WrittenCell[K] } = NO_CELL;
  #collects: 'value' | 'inline' | undefined;
  #pronounced = 0;

  constructor(referred: Referred, limits: Limits) {
    this.#referred = referred;
    this.#limits = limits;
  }

  takeLines(): readonly SheetLine[] {
    const taken = this.lines;
    this.lines = [];
    this.cells = 0;
    return taken;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#within === 'cell') this.#openInCell(name);
    else if (this.#within === 'lines') {
      if (name === 'c') this.#openCell(attributes);
      else if (name === 'row') this.#openLine(attributes['r']);
    } else if (name === 'sheetData') this.#within = 'lines';
    else if (name === 'mergeCell') this.#merge(attributes['ref'] ?? '');
  }

  text(text: string): void {
    if (this.#collects === undefined) return;
    this.#cell[this.#collects] = (this.#cell[this.#collects] ?? '') + text;
    if (this.#cell[this.#collects]!.length > ESCAPED * this.#limits.cellCharacters) throw this.#tooLong();
  }

  close(name: string): void {
    if (this.#within === 'cell') {
      if (name === 'c') this.#closeCell();
      else if (name === 'rPh') this.#pronounced -= 1;
      else this.#collects = undefined;
    } else if (this.#within === 'lines') {
      if (name === 'row') this.#closeLine();
      else if (name === 'sheetData') [this.#within, this.atEnd] = ['sheet', true];
    }
  }

  #openLine(reference: string | undefined): void {
    this.#line = reference === undefined ? this.#line + 1 : this.#number(reference);
    if (this.#line > this.#limits.lines) throw tooLarge(`超过 ${this.#limits.lines} 行`);
    [this.#column, this.#cells, this.#marks, this.#length] = [-1, [], undefined, 0];
  }

  #closeLine(): void {
    if (this.#cells.length > 0) this.lines.push({ line: this.#line, cells: this.#cells, ...(this.#marks && { marks: this.#marks }) });
    this.cells += this.#cells.length;
    this.#cells = [];
  }

  #openCell({ r: reference, t: type = 'n', s: style }: Readonly<Record<string, string>>): void {
    this.#column = reference === undefined ? this.#column + 1 : placeOf(reference).column;
    this.#cell = { type, style, value: undefined, inline: '', hasFormula: false };
    this.#within = 'cell';
  }

  #openInCell(name: string): void {
    if (name === 'v') [this.#collects, this.#cell.value] = ['value', ''];
    else if (name === 'f') this.#cell.hasFormula = true;
    else if (name === 'rPh') this.#pronounced += 1;
    else if (name === 't' && this.#pronounced === 0) this.#collects = 'inline';
  }

  #closeCell(): void {
    this.#within = 'lines';
    this.#collects = undefined;
    const [text, mark] = cellText(this.#cell, this.#referred);
    if (text === '' && mark === undefined) return;
    const { columns, cellCharacters, lineBytes } = this.#limits;
    if (this.#column >= columns) throw tooLarge(`第 ${this.#line} 行超过 ${columns} 列`);
    if (text.length > cellCharacters) throw this.#tooLong();
    this.#length += text.length;
    if (this.#length > lineBytes) throw tooLarge(`第 ${this.#line} 行超过 ${lineBytes} 字节`);
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
    if (mark) (this.#marks ??= new Map()).set(this.#column, mark);
  }

  #tooLong(): Refusal {
    return tooLarge(`第 ${this.#line} 行有单元格超过 ${this.#limits.cellCharacters} 个字符`);
  }

  #merge(reference: string): void {
    const [from, to] = reference.split(':').map(placeOf);
    if (!from || !to) return;
    const [first, last] = [Math.min(from.line, to.line), Math.max(from.line, to.line)];
    // What is merged across the lines of a table says nothing.
    if (first === last && first > HEAD_LINES) return;
    if (this.merges.length === MOST_MERGES) throw tooLarge(`合并单元格超过 ${MOST_MERGES} 处`);
    const columns = [Math.min(from.column, to.column), Math.max(from.column, to.column)] as const;
    this.merges.push({ lines: [first, last], columns });
  }

  #number(text: string): number {
    if (!/^\d{1,9}$/.test(text) || Number(text) === 0) throw new Refusal('FILE_MALFORMED', `没有第“${text.slice(0, 20)}”行`);
    return Number(text);
  }
}

const NO_CELL: WrittenCell = { type: 'n', style: undefined, value: undefined, inline: '', hasFormula: false };

/** Where a reference such as B7 points: its column from 0. @throws Refusal FILE_MALFORMED where it is none */
function placeOf(reference: string): { readonly column: number; readonly line: number } {
  const [, letters, digits] = REFERENCE.exec(reference) ?? [];
  if (letters === undefined || letters.length > 5 || digits!.length > 9) {
    throw new Refusal('FILE_MALFORMED', `没有单元格“${reference.slice(0, 20)}”`);
  }
  let column = 0;
  for (const letter of letters.toUpperCase()) column = LETTERS * column + letter.charCodeAt(0) - BEFORE_A;
  return { column: column - 1, line: Number(digits) };
}
