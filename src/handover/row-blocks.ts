import { Duplicates } from './duplicates.js';
import type { Header } from './header.js';
import { foldText } from './fold.js';
import { issue, type IssuePlace } from './issue-catalogue.js';
import type { Issue } from './issue.js';
import { seeBreaks } from './quoted-breaks.js';
import { otherHeaders } from './other-header.js';
import type { AcceptedRow, LinePlace, OthersRows, QuarantinedRow, RowBlock } from './reading.js';
import { lineKinds, type LineKind } from './line-kind.js';
import { MergedDown, type FilledLine } from './merged-down.js';
import { Refusal } from './refusal.js';
import { rowReader, type Declared, type Row } from './row.js';
import type { Sheet } from './sheet.js';

const OTHER_TABLE = '本行是另一张表的表头：一个工作表只放一张表，请分开后移交';

/** A sheet to be read, under its header. */
export interface MatchedSheet {
  readonly sheet: Sheet;
  readonly header: Header;
}

/** Some lines below a header, in their order. */
interface DataLines {
  readonly lines: readonly FilledLine[];
  /** What number of the file the first of them is. */
  readonly from: number;
  readonly place: IssuePlace;
  /** What is to be said of cells merged over them. */
  readonly merged: readonly Issue[];
  readonly kindOf: (cells: readonly string[]) => LineKind;
  readonly read: (line: FilledLine) => Row;
  readonly isOtherHeader: (cells: readonly string[]) => boolean;
}

/** What comes of some lines, gathered. */
class Gathered implements RowBlock {
  readonly accepted: AcceptedRow[] = [];
  readonly quarantined: QuarantinedRow[] = [];
  readonly issues: Issue[] = [];
  readonly withdrawn: LinePlace[] = [];
  skipped = 0;
}

/**
 * The data lines of a file's sheets, all of one dataset, some at a time: a row without an error is accepted, unless one of
 * its key came before. Rows of which there are several of a key are settled in the end, from a second look at them: a first
 * row that another contradicts is withdrawn.
 * @param place the file's
 * @param others finds the rows that are not for whoever hands them over; there are none unless given
 * @throws Refusal where it cannot be read on
 */
export async function* rowBlocks(
  sheets: readonly MatchedSheet[],
  declared: Declared,
  place: IssuePlace,
  others?: OthersRows,
): AsyncGenerator<RowBlock, void> {
  const { dataset } = sheets[0]!.header;
  const duplicates = new Duplicates(dataset);
  for await (const { lines, from, place: at, merged, kindOf, read, isOtherHeader } of dataLines(sheets, declared, place)) {
    const block = new Gathered();
    block.issues.push(...merged);
    const good: (readonly [Row, number])[] = [];
    for (const [i, line] of lines.entries()) {
      const kind = kindOf(line.cells);
      if (kind === 'blank') continue;
      if (kind !== 'data') {
        const found = line.cells.find((cell) => foldText(cell) !== '')!.trim();
        block.issues.push(issue(kind === 'totals' ? 'TOTALS_ROW' : 'FOOTER_ROW', { ...at, line: line.line, found }));
        continue;
      }
      const row = read(line);
      for (const found of row.issues) block.issues.push(found);
      if (hasError(row)) {
        if (isOtherHeader(line.cells)) throw new Refusal('FILE_MALFORMED', OTHER_TABLE, { line: line.line, sheet: at.sheet });
        block.quarantined.push(withoutNotices(row));
      } else good.push([row, from + i]);
    }
    const foreign = await others?.(
      good.map(([row]) => row),
      dataset.id,
    );
    for (const [row, number] of good) {
      if (foreign?.has(row)) quarantineForeign(block, row, at);
      else if (duplicates.isFirst(row, number)) block.accepted.push(row);
    }
    yield block;
  }
  if (duplicates.any) yield* settle(duplicates, () => dataLines(sheets, declared, place));
}

function quarantineForeign(block: Gathered, row: Row, place: IssuePlace): void {
  const foreign = issue('ROW_NOT_YOURS', { ...place, line: row.line });
  block.issues.push(foreign);
  block.quarantined.push(withoutNotices({ ...row, issues: [...row.issues, foreign] }));
}

/** What became of the rows that were not the first of their key, and of those that were. */
async function* settle(duplicates: Duplicates, again: () => AsyncIterable<DataLines>): AsyncGenerator<RowBlock, void> {
  for await (const some of again()) for (const { row, number } of wanted(duplicates, some)) duplicates.compare(row, number);
  for await (const some of again()) {
    const block = new Gathered();
    for (const { row, number } of wanted(duplicates, some)) {
      const passed = duplicates.passedFor(number);
      const standing = duplicates.standing(row, number);
      const at = { ...some.place, line: row.line };
      if (standing.kind === 'single') {
        if (!passed) block.accepted.push(row);
      } else if (standing.kind === 'same') {
        block.skipped += 1;
        block.issues.push(issue('DUPLICATE_SAME', { ...at, detail: `第 ${standing.as} 行` }));
      } else {
        const conflict = issue('DUPLICATE_CONFLICT', { ...at, detail: `第 ${standing.with} 行` });
        block.issues.push(conflict);
        block.quarantined.push(withoutNotices({ ...row, issues: [...row.issues, conflict] }));
        if (passed) block.withdrawn.push({ line: row.line, sheet: row.sheet });
      }
    }
    yield block;
  }
}

function* wanted(duplicates: Duplicates, { lines, from, read }: DataLines): Generator<{ row: Row; number: number }, void> {
  for (const [i, line] of lines.entries()) if (duplicates.wants(from + i)) yield { row: read(line), number: from + i };
}

/** The lines below the headers. */
async function* dataLines(sheets: readonly MatchedSheet[], declared: Declared, file: IssuePlace): AsyncGenerator<DataLines, void> {
  let from = 0;
  for (const { sheet, header } of sheets) {
    const place = { ...file, sheet: sheet.name };
    const read = rowReader(header, sheets[0]!.header, declared, place);
    const kindOf = lineKinds(header);
    const isOtherHeader = otherHeaders(header);
    const merges = new MergedDown(sheet.merges, header, sheet.head[header.below - 1]!.line, kindOf);
    let above = header.below;
    for await (const block of sheet.blocks()) {
      const below = above > 0 ? block.slice(above) : block;
      above -= block.length - below.length;
      for (const line of below) seeBreaks(header, line);
      const lines = sheet.merges.length > 0 ? below.map((line) => merges.fill(line)) : below;
      yield { lines, from, place, merged: mergedIssues(merges, header, place), kindOf, read, isOtherHeader };
      from += lines.length;
    }
  }
}

function mergedIssues(merges: MergedDown, header: Header, place: IssuePlace): Issue[] {
  return merges.takeFilled().map(({ lines: [first, last], column, text }) => {
    const detail = `第 ${first} 至 ${last} 行，共 ${last - first + 1} 行`;
    return issue('MERGED_FILLED', { ...place, line: first, column: header.cells[column]?.text.trim(), found: text.trim(), detail });
  });
}

/** What keeps a row from being taken, and what else is doubtful in it; what was merely noticed in a column is told of that. */
function withoutNotices(row: Row): Row {
  return { ...row, issues: row.issues.filter(({ severity }) => severity !== 'notice') };
}

function hasError({ issues }: Row): boolean {
  return issues.length > 0 && issues.some(({ severity }) => severity === 'error');
}
