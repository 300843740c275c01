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
  readonly lines: readonly SheetLine[];
}
