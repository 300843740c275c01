import { isMissing } from './cell.js';
import type { ColumnDefinition } from './dataset.js';
import { handedCells, type Header } from './header.js';
import type { LineKind } from './line-kind.js';
import type { Merge, SheetLine } from './sheet.js';

/** A line under cells that are merged downwards. */
export interface FilledLine extends SheetLine {
  /** By where it stands: a figure that is one of several lines, and none of any of them. */
  readonly figures?: ReadonlyMap<number, string>;
}

/** A merged cell whose value was taken for each of its lines. */
export interface FilledMerge {
  readonly lines: readonly [first: number, last: number];
  readonly column: number;
  readonly text: string;
}

interface OpenMerge {
  readonly last: number;
  readonly column: number;
  readonly text: string;
  readonly isFigure: boolean;
  /** Whether lines with nothing of their own stay so: they belong to what stands below the table. */
  readonly isBelow: boolean;
}

/**
 * Gives the value of a cell that is merged downwards to each line of the merge (HANDOVER.md, Lines); a figure of several
 * lines to none. Lines are to be shown in their order.
 */
export class MergedDown {
  readonly #merges: readonly Merge[];
  readonly #columns: readonly (ColumnDefinition | undefined)[];
  readonly #kindOf: (cells: readonly string[]) => LineKind;
  #next = 0;
  #open: OpenMerge[] = [];
  #filled: FilledMerge[] = [];

  /** @param after the last line of the header */
  constructor(merges: readonly Merge[], header: Header, after: number, kindOf: (cells: readonly string[]) => LineKind) {
    this.#merges = merges.filter(({ lines: [first, last] }) => first > after && last > first);
    this.#columns = handedCells(header).map(({ column }) => column);
    this.#kindOf = kindOf;
  }

  /** The line with what is merged over it. */
  fill(line: SheetLine): FilledLine {
    if (this.#merges.length === 0) return line;
    this.#openAt(line);
    this.#open = this.#open.filter(({ last }) => last >= line.line);
    const isBare = this.#kindOf(line.cells) === 'blank';
    const over = this.#open.filter(({ isBelow }) => !(isBelow && isBare));
    if (over.length === 0) return line;
    const cells = [...line.cells];
    const figures = new Map<number, string>();
    for (const { column, text, isFigure } of over) {
      if (isFigure) figures.set(column, text);
      else while (cells.length <= column) cells.push('');
      if (!isFigure) cells[column] = text;
    }
    return { ...line, cells, figures };
  }

  /** The merges met since this was asked last. */
  takeFilled(): readonly FilledMerge[] {
    const filled = this.#filled;
    this.#filled = [];
    return filled;
  }

  #openAt(line: SheetLine): void {
    for (let merge = this.#merges[this.#next]; merge && merge.lines[0] <= line.line; merge = this.#merges[this.#next]) {
      this.#next += 1;
      const [column] = merge.columns;
      const text = line.cells[column] ?? '';
      if (merge.lines[0] !== line.line || text.trim() === '') continue;
      const isFigure = isAmount(this.#columns[column]) && !isMissing(text);
      const kind = this.#kindOf(line.cells);
      const isBelow = kind === 'totals' || kind === 'footer';
      this.#open.push({ last: merge.lines[1], column, text, isFigure, isBelow });
      if (!isFigure && !isBelow) this.#filled.push({ lines: merge.lines, column, text });
    }
  }
}

/** Numbers but rates and shares: what is counted once. */
function isAmount(column: ColumnDefinition | undefined): boolean {
  return column?.kind === 'number' && column.unit?.kind !== 'rate' && column.unit?.kind !== 'percent';
}
