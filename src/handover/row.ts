import type { FactDefinition } from '../grading/fact.js';
import { cellReader, isCode, type CellReader, type KnownCodes } from './cell.js';
import type { ColumnDefinition } from './dataset.js';
import { handedCells, type Header } from './header.js';
import type { IssuePlace } from './issue-catalogue.js';
import type { Issue, IssueCode } from './issue.js';
import { LineIssues } from './line-issues.js';
import { lineUp } from './line-up.js';
import type { FilledLine } from './merged-down.js';
import type { AcceptedRow, CellValue } from './reading.js';
import type { CellMark } from './sheet.js';
import { inDeclaredUnit } from './supplement.js';

/** A data line with what its cells say; `issues` is empty for most. */
export interface Row extends AcceptedRow {
  readonly issues: readonly Issue[];
}

/** What the county declares that rows may name. */
export interface Declared {
  readonly events: ReadonlySet<string>;
  readonly facts: ReadonlyMap<string, FactDefinition>;
}

interface ReadColumn {
  readonly column: ColumnDefinition;
  /** Where it stands in the line; undefined where the file lacks it. */
  readonly index: number | undefined;
  readonly label: string;
  readonly read: CellReader;
  /** The cell that is being read. */
  text: string;
  /** Told what is wrong with it. */
  readonly report: (code: IssueCode) => void;
}

/** What a column may lack, but no key. */
const NO_KEY: ReadonlySet<IssueCode> = new Set(['CODE_UNKNOWN', 'DATE_SENTINEL']);
const ONE_FIGURE = '几行合并为一个数，只能计一次，请分行填列';

/**
 * A reader of data lines under a header.
 * @param first the header of the file's first sheet, under which raw cells are put; rows bear labels of their own where
 * they cannot be.
 */
export function rowReader(header: Header, first: Header, declared: Declared, place: IssuePlace): (line: FilledLine) => Row {
  const order = header === first ? undefined : lineUp(first, header);
  const labels = header === first || order ? undefined : header.cells.map(({ label }) => label);
  const width = header.cells.length;
  const year = header.year?.years[0];
  const issues = new LineIssues(place);
  const columns = readColumns(header, declared, issues);
  const lacks = columns.filter(({ column, index }) => index === undefined && !column.key).map(({ column }) => column.field);
  const supplement = columns.some(({ column }) => column.kind === 'fact');
  const nothing: Record<string, CellValue> = Object.fromEntries(header.dataset.columns.map(({ field }) => [field, null]));
  if (year !== undefined) nothing[header.cells.at(-1)!.column!.field] = year;
  return ({ line, cells: handed, marks, figures }) => {
    const cells = marks ? asShown(handed, marks, columns) : handed;
    const values = { ...nothing };
    issues.begin(line);
    for (const each of columns) {
      const { column, index } = each;
      if (index === undefined) continue;
      each.text = cells[index] ?? '';
      const figure = figures?.get(index);
      values[column.field] = figure === undefined ? each.read(each.text, each.report, marks?.get(index)) : null;
      if (figure !== undefined) issues.note('NUMBER_INVALID', each.label, figure.trim(), { detail: ONE_FIGURE });
    }
    if (supplement) declareUnit(values, columns, declared.facts, issues);
    const padded = underLabels(cells, width, year);
    const raw = order ? [...order.map((i) => padded[i] ?? ''), ...padded.slice(width)] : padded;
    return { line, sheet: place.sheet, values, raw, labels, lacks, issues: issues.all };
  };
}

/** The cells of a line, numbers in columns of codes as they are shown: 0012, not 12. */
function asShown(cells: readonly string[], marks: ReadonlyMap<number, CellMark>, columns: readonly ReadColumn[]): readonly string[] {
  const shown = [...cells];
  for (const { column, index } of columns) {
    const mark = index === undefined || !isCode(column) ? undefined : marks.get(index);
    if (mark?.kind === 'number' && mark.shown !== undefined) shown[index!] = mark.shown;
  }
  return shown;
}

/** The cells of a line under all labels of its header; the year of a table without a column of years in the last. */
function underLabels(cells: readonly string[], width: number, year: number | undefined): readonly string[] {
  if (year === undefined && cells.length >= width) return cells;
  const own = year === undefined ? width : width - 1;
  const padded = Array.from({ length: own }, (_, i) => cells[i] ?? '');
  return year === undefined ? padded : [...padded, String(year), ...cells.slice(own)];
}

function readColumns(header: Header, known: KnownCodes, issues: LineIssues): ReadColumn[] {
  const { dataset, yearGiven } = header;
  const handed = handedCells(header);
  return dataset.columns.map((column) => {
    const index = handed.findIndex((cell) => cell.column === column);
    const cell = index < 0 ? undefined : handed[index];
    const label = cell?.text.trim() ?? column.label;
    const read = cellReader(column, cell?.unit, known);
    const isOfYear = column.kind === 'year' && column.key && yearGiven !== undefined;
    // Made once: a function a cell would cost more than reading it.
    let hasInvisible = false;
    const report = (code: IssueCode): void => {
      if (code === 'INVISIBLE_CHARACTERS' && hasInvisible) return;
      hasInvisible ||= code === 'INVISIBLE_CHARACTERS';
      const severity = NO_KEY.has(code) && column.key ? 'error' : undefined;
      const choices = column.choices && (code === 'VALUE_UNKNOWN' || code === 'EVENT_UNKNOWN') ? column.choices.join('、') : undefined;
      issues.note(code, label, made.text.trim(), { severity, detail: choices && `可填：${choices}` });
    };
    const made: ReadColumn = {
      column,
      index: cell ? index : undefined,
      label,
      read: isOfYear ? ofYear(read, yearGiven) : read,
      text: '',
      report,
    };
    return made;
  });
}

/** Reads years of which one alone is right: the one that was said beside the file. */
function ofYear(read: CellReader, year: number): CellReader {
  return (text, report, mark) => {
    const value = read(text, report, mark);
    if (typeof value === 'number' && value !== year) report('YEAR_INVALID');
    return value;
  };
}

/** Puts the value of a county-declared fact into the fact's unit. */
function declareUnit(
  values: Record<string, CellValue>,
  columns: readonly ReadColumn[],
  facts: ReadonlyMap<string, FactDefinition>,
  issues: LineIssues,
): void {
  const fact = facts.get(textOf(values['fact']) ?? '');
  if (!fact) return;
  const handed = { value: textOf(values['value']), unit: textOf(values['unit']) };
  const declared = inDeclaredUnit(handed, fact);
  if (declared) Object.assign(values, declared);
  else issues.note('UNIT_MISMATCH', columns.find(({ column }) => column.field === 'unit')!.label, handed.unit ?? '');
}

function textOf(value: CellValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
