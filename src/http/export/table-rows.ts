import type { Cell, Column, Row } from './column.js';
import type { TablePlan } from './table-plan.js';

/** The rows of one answer. */
export function* tableRows({ steps, columns }: Pick<TablePlan, 'steps' | 'columns'>, data: unknown): Generator<Row> {
  yield* below([data]);

  function* below(levels: readonly unknown[]): Generator<Row> {
    const step = steps[levels.length - 1];
    if (!step) {
      yield columns.map((column) => cellOf(column, levels));
      return;
    }
    const value = member(levels.at(-1), step.key);
    for (const each of step.list && Array.isArray(value) ? value : [value]) {
      if (each !== null && each !== undefined) yield* below([...levels, each]);
    }
  }
}

function cellOf({ level, keys }: Column, levels: readonly unknown[]): Cell {
  return (keys.reduce(member, levels[level]) ?? null) as Cell;
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

/** A cell as text: a list of scalars joined by `;`, any other list as JSON, nothing for null. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'object') return String(cell);
  if (Array.isArray(cell) && cell.every((each) => typeof each !== 'object' || each === null))
    return cell.map((each) => each ?? '').join(';');
  return JSON.stringify(cell);
}
