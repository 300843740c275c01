/** One line of cells as found; `line` as an editor or Excel shows it, from 1. */
export interface SheetLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A table before anything in it is understood: a CSV file, or one sheet of a workbook. */
export interface Sheet {
  /** The sheet's name; undefined for CSV. */
  readonly name: string | undefined;
  readonly hidden: boolean;
  /** Its first lines, as far as they can be read: among them its header is looked for. */
  readonly head: readonly SheetLine[];
  /** All its lines, some at a time; as often as asked. @throws Refusal where it cannot be read on */
  blocks(): AsyncIterable<readonly SheetLine[]>;
}

/** How many lines a header is looked for in. */
export const HEAD_LINES = 10;
