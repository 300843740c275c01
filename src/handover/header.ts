import { unitsAbove, type UnitProblem } from './column-units.js';
import type { ColumnDefinition, DatasetDefinition } from './dataset.js';
import { columnsByLabel, labelledCell, withoutBeatenAliases, type ColumnsByLabel, type LabelledCell } from './header-line.js';
import type { SheetLine } from './sheet.js';
import { isUnit } from './unit.js';
import { foldLabel } from './fold.js';
import { isMergedDown, textAt, type TableHead } from './table-head.js';
import { yearOfTable, type TableYear } from './year-of-table.js';

/** A header cell and the column it is, if the dataset has it. */
export interface HeaderCell {
  /** As found; of two lines the lower cell, where it is filled. */
  readonly text: string;
  /** The same with the unit that stands elsewhere: a line that is kept under it says all that the file said. */
  readonly label: string;
  readonly column: ColumnDefinition | undefined;
  /** The listed unit in its bracket, else the one that stands above; undefined: the canonical one. */
  readonly unit: string | undefined;
  /** What its own bracket holds that looks like a unit and is not listed. */
  readonly unknownUnit: string | undefined;
}

/** The header of a sheet, and the dataset it is of. */
export interface Header {
  readonly dataset: DatasetDefinition;
  /** Where the first data line stands among the sheet's lines. */
  readonly below: number;
  /** How many lines it has. */
  readonly height: 1 | 2;
  /** A unit in the line below it, where that holds nothing but units: which column's it is, is said too late. */
  readonly unitBelow: { readonly line: number; readonly found: string } | undefined;
  readonly cells: readonly HeaderCell[];
  /** The year of a table without a column of years. */
  readonly year: TableYear | undefined;
  /** The year that was said beside the file: rows of another are not of it. */
  readonly yearGiven: number | undefined;
  /** What is wrong with what stands above the header. */
  readonly problems: readonly UnitProblem[];
}

/** The header cells that lines have cells under: all but the year of a table without a column of years. */
export function handedCells({ cells, year }: Header): readonly HeaderCell[] {
  return year ? cells.slice(0, -1) : cells;
}

/** What beside a table's own lines says of which year it is. */
export interface SaidBeside {
  readonly fileName: string;
  /** `--year`. */
  readonly year?: number;
}

/** Under one dataset, what the lines at a place are. */
export interface Candidate {
  readonly dataset: DatasetDefinition;
  readonly columns: ColumnsByLabel;
}

/** A header line, or two, under one dataset. */
export interface FoundLabels {
  readonly dataset: DatasetDefinition;
  readonly index: number;
  readonly height: 1 | 2;
  readonly cells: readonly LabelledCell[];
  /** Of two lines: whether the label of a cell is that of the lower one. */
  readonly isLower: readonly boolean[];
  readonly present: ReadonlySet<ColumnDefinition>;
}

const HEADER_WITHIN = 10;
const OTHERS_NEEDED = 2;

/**
 * The first of the first ten lines that, alone or with the line below it, holds all key columns of a dataset (the year may
 * stand elsewhere) and at least two of its others (all of them, where it has fewer); of several datasets the one of which
 * most columns are there, of equal ones the first. Undefined if there is none.
 */
export function findHeader(table: TableHead, datasets: readonly DatasetDefinition[], beside: SaidBeside): Header | undefined {
  for (const candidates of labelsByLine(table, datasets)) {
    let best: FoundLabels | undefined;
    for (const each of candidates) {
      if (each.present.size > (best?.present.size ?? 0) && suffices(each, yearOf(table, each, beside))) best = each;
    }
    if (best) return headerOf(table, best, beside);
  }
  return undefined;
}

/** The labels found in each of the lines that a header may begin in, dataset by dataset. */
export function* labelsByLine(
  { head, merges }: Pick<TableHead, 'head' | 'merges'>,
  datasets: readonly DatasetDefinition[],
): Generator<FoundLabels[]> {
  const candidates = datasets.map((dataset): Candidate => ({ dataset, columns: columnsByLabel(dataset) }));
  for (let index = 0; index < head.length && head[index]!.line <= HEADER_WITHIN; index += 1) {
    const [upper, lower] = [head[index]!, head[index + 1]];
    yield candidates.map(({ dataset, columns }) => {
      const cells = upper.cells.map((text) => labelledCell(text, columns));
      const isLower = lower ? lowerLabels(cells, upper, lower, columns, merges) : undefined;
      const width = isLower ? Math.max(upper.cells.length, lower!.cells.length) : cells.length;
      const both = Array.from({ length: width }, (_, i) =>
        isLower?.[i] ? labelledCell(lower!.cells[i]!, columns) : (cells[i] ?? labelledCell('', columns)),
      );
      const found = withoutBeatenAliases(both);
      const present = new Set(found.flatMap(({ column }) => column ?? []));
      return { dataset, index, height: isLower ? 2 : 1, cells: found, isLower: isLower ?? [], present };
    });
  }
}

/** The keys that labels lack, the year too. */
export function lackingKeys({ dataset, present }: FoundLabels): readonly ColumnDefinition[] {
  return dataset.columns.filter((column) => column.key && !present.has(column));
}

/**
 * Where the lower of two lines holds the label of its column; undefined if it does not belong to the header: it has no cell
 * under a key, holds a label of the dataset, and leaves the upper line one.
 */
function lowerLabels(
  cells: readonly LabelledCell[],
  upper: SheetLine,
  lower: SheetLine,
  columns: ColumnsByLabel,
  merges: TableHead['merges'],
): readonly boolean[] | undefined {
  const isLower = lower.cells.map((_, i) => textAt(lower, i) !== '' && !isMergedDown(merges, upper, lower, i));
  if (cells.some(({ column }, i) => column?.key && isLower[i])) return undefined;
  const labels = lower.cells.filter((text, i) => isLower[i] && labelledCell(text, columns).column);
  const isUpperLeft = cells.some(({ column }, i) => column && !isLower[i]);
  return labels.length > 0 && isUpperLeft ? isLower : undefined;
}

function suffices(found: FoundLabels, year: TableYear | undefined): boolean {
  const { dataset, present } = found;
  const others = dataset.columns.filter((column) => !column.key);
  const there = others.filter((column) => present.has(column)).length;
  const lacking = lackingKeys(found).filter(({ kind }) => kind !== 'year' || !year);
  return lacking.length === 0 && there >= Math.min(OTHERS_NEEDED, others.length);
}

/** The year of a table whose labels hold no column of years. */
function yearOf(
  { head, name }: TableHead,
  { index, dataset, present }: FoundLabels,
  { fileName, year }: SaidBeside,
): TableYear | undefined {
  const column = dataset.columns.find(({ kind, key }) => kind === 'year' && key);
  if (!column || present.has(column)) return undefined;
  return yearOfTable({ given: year, above: head.slice(0, index).flatMap(({ cells }) => cells), sheet: name, file: fileName });
}

function headerOf(table: TableHead, found: FoundLabels, beside: SaidBeside): Header {
  const { dataset, index, height, cells, isLower } = found;
  const above = table.head.slice(0, index);
  const upper = table.head[index]!;
  const linesOver = (i: number) => [...(isLower[i] ? [upper] : []), ...above.slice(-1)];
  const { units, problems } = unitsAbove(table, cells, linesOver, above);
  const year = yearOf(table, found, beside);
  const own = cells.map(({ text, column, unit, unknownUnit }, i): HeaderCell => {
    const label = units[i] === undefined ? text : `${text.trim()}（${units[i]}）`;
    return { text, label, column, unit: unit ?? units[i], unknownUnit };
  });
  const below = index + height;
  return {
    ...{ dataset, below, height, unitBelow: unitBelow(table.head[below], own) },
    ...{ cells: year ? [...own, yearCell(dataset)] : own, year, yearGiven: beside.year, problems },
  };
}

/** The first unit in a line that holds nothing else, under a column that does not say the same itself. */
function unitBelow(line: SheetLine | undefined, header: readonly HeaderCell[]): Header['unitBelow'] {
  const said = (line?.cells ?? []).flatMap((cell, i) => {
    const text = cell.trim().replace(/^[(（](.*)[)）]$/, '$1');
    return text === '' ? [] : [{ text, of: header[i] }];
  });
  if (said.some(({ text, of }) => of?.column?.key || !isUnit(text))) return undefined;
  const first = said.find(({ text, of }) => of?.column?.unit && (of.unit === undefined || foldLabel(of.unit) !== foldLabel(text)));
  return first && { line: line!.line, found: first.text };
}

/** The year of the table as a column of its own, behind the others. */
function yearCell({ columns }: DatasetDefinition): HeaderCell {
  const column = columns.find(({ kind, key }) => kind === 'year' && key)!;
  return { text: column.label, label: column.label, column, unit: undefined, unknownUnit: undefined };
}
