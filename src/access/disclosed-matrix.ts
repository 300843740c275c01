import { DISCLOSURE_THRESHOLD } from './grants.js';

interface Cell {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** A cell whose count may not be told has none. */
export interface ToldCell {
  readonly from: string;
  readonly to: string;
  readonly count: number | undefined;
}

/**
 * The cells of a table whose row and column sums are known, as they may be told to who sees no single enterprise:
 * counts of one or two are withheld, and in each row and column as many more, the smallest first, as it takes for the
 * sums not to give them back.
 */
export function disclosedMatrix(cells: readonly Cell[]): readonly ToldCell[] {
  const withheld = new Set(cells.filter(({ count }) => count > 0 && count < DISCLOSURE_THRESHOLD));
  const lines = [...linesBy(cells, ({ from }) => from), ...linesBy(cells, ({ to }) => to)];
  for (let settled = false; !settled; ) {
    settled = true;
    for (const line of lines) {
      const next = nextToWithhold(line, withheld);
      if (!next) continue;
      withheld.add(next);
      settled = false;
    }
  }
  return cells.map((cell) => ({ from: cell.from, to: cell.to, count: withheld.has(cell) ? undefined : cell.count }));
}

/** The next cell of a row or column to leave out; undefined if what is left out cannot be worked out from its sum. */
function nextToWithhold(line: readonly Cell[], withheld: ReadonlySet<Cell>): Cell | undefined {
  const hidden = line.filter((cell) => withheld.has(cell));
  const sum = hidden.reduce((total, { count }) => total + count, 0);
  if (hidden.length === 0 || (hidden.length > 1 && sum >= DISCLOSURE_THRESHOLD)) return undefined;
  return line.filter((cell) => !withheld.has(cell)).sort((a, b) => worth(a) - worth(b))[0];
}

/** Zeros last: leaving one out adds little doubt. */
function worth({ count }: Cell): number {
  return count === 0 ? Number.MAX_SAFE_INTEGER : count;
}

function linesBy(cells: readonly Cell[], key: (cell: Cell) => string): Cell[][] {
  return [...new Set(cells.map(key))].map((name) => cells.filter((cell) => key(cell) === name));
}
