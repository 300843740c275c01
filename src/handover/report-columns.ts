import { foldName } from './fold.js';

/**
 * The columns that a report of quarantined lines has beside those of the file: what is wrong, and which line it was. They are
 * known wherever a file has them, so that a report that was mended is handed in as it is.
 */
export const REPORT_COLUMNS = ['问题', '报送编号', '原行号'] as const;
/** What the sheets of a report are called that are there to be read only. */
export const NOTE_SHEET = '提示';

const [, HANDOVER, LINE] = REPORT_COLUMNS;
const BETWEEN = '!';

/** A line of an earlier handover. */
export interface NamedLine {
  readonly handoverId: number;
  readonly sheet: string | null;
  readonly line: number;
}

/** Whether a sheet is one of a report's that are there to be read only. */
export function isNoteSheet(name: string | undefined): boolean {
  return name === NOTE_SHEET || name?.startsWith(`${NOTE_SHEET} `) === true;
}

/** Whether a label is one of {@link REPORT_COLUMNS}. */
export function isReportColumn(label: string): boolean {
  return (REPORT_COLUMNS as readonly string[]).includes(foldName(label));
}

/** The cells of {@link REPORT_COLUMNS} of a line. @param problem in words */
export function reportCells(problem: string, { handoverId, sheet, line }: NamedLine): readonly string[] {
  return [problem, String(handoverId), sheet === null ? String(line) : `${sheet}${BETWEEN}${line}`];
}

/** Reads which line each row under a header names; undefined: a header without the columns for it. */
export function namedLines(labels: readonly string[]): ((cells: readonly string[]) => NamedLine | undefined) | undefined {
  const folded = labels.map(foldName);
  const [handover, place] = [folded.indexOf(HANDOVER), folded.indexOf(LINE)];
  if (handover < 0 || place < 0) return undefined;
  return (cells) => {
    const [id, where = ''] = [cells[handover]?.trim() ?? '', cells[place]?.trim()];
    const between = where.lastIndexOf(BETWEEN);
    const line = where.slice(between + 1);
    if (!NUMBER.test(id) || !LINE_NUMBER.test(line)) return undefined;
    return { handoverId: Number(id), sheet: between < 0 ? null : where.slice(0, between), line: Number(line) };
  };
}

const NUMBER = /^[1-9]\d{0,14}$/;
const LINE_NUMBER = /^[1-9]\d{0,8}$/;
