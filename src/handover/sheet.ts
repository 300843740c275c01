/** One line of cells as found; `line` as an editor or Excel shows it, from 1. */
export interface SheetLine {
  readonly line: number;
  readonly cells: readonly string[];
  /** By where a cell stands in the line: what a workbook says of it beside its text. A text file says nothing. */
  readonly marks?: ReadonlyMap<number, CellMark>;
  /** How many line breaks the quotes of a text file hold in it; undefined for none. */
  readonly breaks?: number;
}

/**
 * What a workbook says of a cell beside its text: a number, with the text that is shown where its format is only zeros
 * (0012; its own text is 12); or a formula without a stored value. A number in percent has the text `50%`, an error its
 * own (`#N/A`), a date YYYY-MM-DD.
 */
export type CellMark = { readonly kind: 'number'; readonly shown?: string } | { readonly kind: 'not calculated' };

/** Cells that are merged into one, whose value stands in the first: lines as they are shown, columns from 0, both ends included. */
export interface Merge {
  readonly lines: readonly [first: number, last: number];
  readonly columns: readonly [first: number, last: number];
}

/** A table before anything in it is understood: a CSV file, or one sheet of a workbook. */
export interface Sheet {
  /** The sheet's name; undefined for CSV. */
  readonly name: string | undefined;
  readonly hidden: boolean;
  /** Its first lines, as far as they can be read: among them its header is looked for. */
  readonly head: readonly SheetLine[];
  /** In the order of their first lines; none in a text file. */
  readonly merges: readonly Merge[];
  /** All its lines, some at a time; as often as asked. @throws Refusal where it cannot be read on */
  blocks(): AsyncIterable<readonly SheetLine[]>;
}

/** How many lines a header is looked for in, and may reach below by one. */
export const HEAD_LINES = 11;
