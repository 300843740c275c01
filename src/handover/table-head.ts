import type { Merge, Sheet, SheetLine } from './sheet.js';

/** What of a sheet is looked at to find its header. */
export type TableHead = Pick<Sheet, 'name' | 'head' | 'merges'>;

/**
 * The cell of a line that stands over a column: of a workbook the one there, or one merged over it; of a text file the
 * nearest filled one to the left, since a merged cell is written as a filled one and empty ones. Empty where there is none.
 */
export function cellOver(
  { name, head, merges }: TableHead,
  line: SheetLine,
  column: number,
): { readonly text: string; readonly at: number } {
  const own = textAt(line, column);
  if (own !== '') return { text: own, at: column };
  if (name === undefined) {
    let at = column;
    while (at >= 0 && textAt(line, at) === '') at -= 1;
    return { text: at < 0 ? '' : textAt(line, at), at };
  }
  const merge = merges.find((each) => covers(each.lines, line.line) && covers(each.columns, column));
  const from = merge && head.find((each) => each.line === merge.lines[0]);
  return merge && from ? { text: textAt(from, merge.columns[0]), at: merge.columns[0] } : { text: '', at: -1 };
}

/** Whether the cell at a column of the upper line is merged down over the lower one. */
export function isMergedDown(merges: readonly Merge[], upper: SheetLine, lower: SheetLine, column: number): boolean {
  return merges.some(({ lines, columns }) => covers(lines, upper.line) && covers(lines, lower.line) && covers(columns, column));
}

/** A cell's text, trimmed. */
export function textAt(line: SheetLine, column: number): string {
  return (line.cells[column] ?? '').trim();
}

function covers([first, last]: readonly [number, number], at: number): boolean {
  return first <= at && at <= last;
}
