import type { Limits } from './limits.js';
import { Refusal } from './refusal.js';

/** How many bytes of UTF-8 a UTF-16 unit may take. */
const MOST_BYTES_A_UNIT = 3;

/** Sees that the lines of a file, of all its tables together, stay within their bounds. */
export class LineBounds {
  readonly #limits: Limits;
  /** By table, of those that were begun. */
  readonly #lines: number[] = [];

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /**
   * For one reading of a table from its beginning: looks at its lines, one after the other.
   * @throws Refusal FILE_TOO_LARGE, naming the bound
   */
  ofTable(index: number): (line: number, cells: readonly string[]) => void {
    const { lines, columns, lineBytes, cellCharacters } = this.#limits;
    this.#lines[index] = 0;
    let left = lines - this.#lines.reduce((sum, count) => sum + count, 0);
    return (line, cells) => {
      this.#lines[index]! += 1;
      left -= 1;
      if (left < 0) throw tooLarge(`超过 ${lines} 行`);
      if (cells.length > columns) throw tooLarge(`第 ${line} 行超过 ${columns} 列`);
      let length = 0;
      for (const cell of cells) {
        if (cell.length > cellCharacters) throw tooLarge(`第 ${line} 行有单元格超过 ${cellCharacters} 个字符`);
        length += cell.length;
      }
      if (length * MOST_BYTES_A_UNIT > lineBytes && bytesOf(cells) > lineBytes) throw tooLarge(`第 ${line} 行超过 ${lineBytes} 字节`);
    };
  }
}

/** Why a file is not taken that holds more than a bound. */
export function tooLarge(detail: string): Refusal {
  return new Refusal('FILE_TOO_LARGE', detail);
}

function bytesOf(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + Buffer.byteLength(cell), 0);
}
