import type { FactDefinition } from '../grading/fact.js';
import { cellReader, type CellReader, type KnownCodes } from './cell.js';
import type { ColumnDefinition } from './dataset.js';
import type { Header } from './header.js';
import { issue, type IssuePlace } from './issue-catalogue.js';
import type { Issue, IssueCode } from './issue.js';
import { lineUp } from './line-up.js';
import type { AcceptedRow, CellValue } from './reading.js';
import type { SheetLine } from './sheet.js';
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
}

const NONE: readonly Issue[] = [];
const TOTALS = /^(合计|总计|小计)/;

/** Whether no cell of a line holds anything. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** Whether a line's first cell that is not empty starts with 合计, 总计 or 小计. */
export function isTotals(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell.trim() !== '');
  return first !== undefined && TOTALS.test(first.trim());
}

/**
 * A reader of data lines under a header.
 * @param first the header of the file's first sheet, under which raw cells are put; rows bear labels of their own where
 * they cannot be.
 */
export function rowReader(header: Header, first: Header, declared: Declared, place: IssuePlace): (line: SheetLine) => Row {
  const order = header === first ? undefined : lineUp(first, header);
  const labels = header === first || order ? undefined : header.cells.map((cell) => cell.text);
  const width = header.cells.length;
  const columns = readColumns(header, declared);
  const lacks = columns.filter(({ index }) => index === undefined).map(({ column }) => column.field);
  const supplement = columns.some(({ column }) => column.kind === 'fact');
  const nothing: Record<string, CellValue> = Object.fromEntries(header.dataset.columns.map(({ field }) => [field, null]));
  return ({ line, cells }) => {
    const values = { ...nothing };
    let issues: Issue[] | undefined;
    const note = (code: IssueCode, label: string, found: string): void => {
      issues ??= [];
      issues.push(issue(code, { ...place, line, column: label, found }));
    };
    for (const { column, index, label, read } of columns) {
      if (index === undefined) continue;
      const text = cells[index] ?? '';
      values[column.field] = read(text, (code) => note(code, label, text.trim()));
    }
    if (supplement) declareUnit(values, columns, declared.facts, note);
    const padded = cells.length < width ? header.cells.map((_, i) => cells[i] ?? '') : cells;
    const raw = order ? [...order.map((i) => padded[i] ?? ''), ...padded.slice(width)] : padded;
    return { line, sheet: place.sheet, values, raw, labels, lacks, issues: issues ?? NONE };
  };
}

function readColumns(header: Header, known: KnownCodes): ReadColumn[] {
  return header.dataset.columns.map((column) => {
    const index = header.cells.findIndex((cell) => cell.column === column);
    const cell = index < 0 ? undefined : header.cells[index];
    return {
      column,
      index: cell ? index : undefined,
      label: cell?.text.trim() ?? column.label,
      read: cellReader(column, cell?.unit, known),
    };
  });
}

/** Puts the value of a county-declared fact into the fact's unit. */
function declareUnit(
  values: Record<string, CellValue>,
  columns: readonly ReadColumn[],
  facts: ReadonlyMap<string, FactDefinition>,
  note: (code: IssueCode, label: string, found: string) => void,
): void {
  const fact = facts.get(textOf(values['fact']) ?? '');
  if (!fact) return;
  const handed = { value: textOf(values['value']), unit: textOf(values['unit']) };
  const declared = inDeclaredUnit(handed, fact);
  if (declared) Object.assign(values, declared);
  else note('UNIT_MISMATCH', columns.find(({ column }) => column.field === 'unit')!.label, handed.unit ?? '');
}

function textOf(value: CellValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
