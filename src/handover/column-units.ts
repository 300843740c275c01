import type { UnitKind } from './dataset.js';
import type { LabelledCell } from './header-line.js';
import { bracketsOf } from './label.js';
import { cellOver, type TableHead } from './table-head.js';
import { conversion, isUnit, isUnitOf, looksLikeUnit } from './unit.js';
import { unitNote, type UnitNote } from './unit-note.js';
import type { SheetLine } from './sheet.js';

/** What is wrong with what stands above a header about units. */
export interface UnitProblem {
  readonly code: 'UNIT_MISMATCH' | 'UNIT_UNKNOWN';
  readonly found: string;
}

/** The units that columns have from what stands above their own cells, by column; and what is wrong there. */
export interface UnitsAbove {
  readonly units: readonly (string | undefined)[];
  readonly problems: readonly UnitProblem[];
}

/**
 * The unit of each column of numbers that has none of its own: in a bracket of the header cell above it, else in a note
 * above the header (HANDOVER.md, Header).
 * @param lines above each cell, the nearest first
 * @param above the lines above the header
 */
export function unitsAbove(
  table: TableHead,
  cells: readonly LabelledCell[],
  lines: (column: number) => readonly SheetLine[],
  above: readonly SheetLine[],
): UnitsAbove {
  const note = unitNote(above.flatMap((line) => line.cells));
  const kinds = [...new Set(cells.flatMap(({ column }) => column?.unit?.kind ?? []))];
  const noted = new Map(kinds.map((kind) => [kind, unitsOfKind(note, kind)]));
  const over = cells.map((_, i) => lines(i).map((line) => cellOver(table, line, i)));
  const units = cells.map(({ column, unit }, i) => {
    if (!column?.unit || unit !== undefined) return undefined;
    const { kind } = column.unit;
    const named = over[i]!.flatMap(({ text }) => bracketsOf(text)).find((word) => isUnitOf(kind, word));
    return named ?? noted.get(kind)![0];
  });
  const isBare = ({ column, unit, unknownUnit }: LabelledCell) =>
    column?.unit !== undefined && unit === undefined && unknownUnit === undefined;
  if (!cells.some(isBare)) return { units, problems: [] };
  const doubled = [...noted.values()].filter((of) => of.length > 1).map((of) => ({ code: 'UNIT_MISMATCH' as const, found: of.join('、') }));
  const groups = new Map<number, string>();
  cells.forEach((cell, i) => {
    const unknown = over[i]!.find(
      ({ at, text }) => isOverNumbersAlone(at, over, cells) && bracketsOf(text).some((word) => isUnknown(word)),
    );
    if (isBare(cell) && units[i] === undefined && unknown) groups.set(unknown.at, unknown.text);
  });
  const unknown = [...note.unknown, ...groups.values()].map((found) => ({ code: 'UNIT_UNKNOWN' as const, found }));
  return { units, problems: [...doubled, ...unknown] };
}

/** The units of a kind that a note names, those that mean the same once. */
function unitsOfKind({ units }: UnitNote, kind: UnitKind): string[] {
  const different: string[] = [];
  for (const unit of units.filter((each) => isUnitOf(kind, each))) {
    if (!different.some((other) => conversion(kind, unit, other).toString() === '1')) different.push(unit);
  }
  return different;
}

/** Whether a cell is the heading of columns of numbers, and no title of the table. */
function isOverNumbersAlone(at: number, over: readonly (readonly { readonly at: number }[])[], cells: readonly LabelledCell[]): boolean {
  return cells.every(({ column }, i) => column?.unit !== undefined || !over[i]!.some((each) => each.at === at && each.at >= 0));
}

function isUnknown(word: string): boolean {
  return looksLikeUnit(word) && !isUnit(word);
}
