import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disclosedMatrix } from '../../src/access/disclosed-matrix.js';

const table = (rows: readonly (readonly number[])[]) =>
  rows.flatMap((row, from) => row.map((count, to) => ({ from: String(from), to: String(to), count })));
const told = (rows: readonly (readonly number[])[]) => {
  const cells = disclosedMatrix(table(rows));
  return rows.map((row, from) => row.map((_, to) => cells.find((cell) => cell.from === String(from) && cell.to === String(to))!.count));
};
const gone = [undefined, undefined];

describe('a table of counts', () => {
  it.each([
    [[[50, 0], [0, 40]], [[50, 0], [0, 40]]],
    [[[50, 3], [4, 40]], [[50, 3], [4, 40]]],
    [[[50, 2], [4, 40]], [gone, gone]],
  ])('%j', (rows, expected) => {
    expect(told(rows)).toEqual(expected);
  });

  it('never tells one or two, nor a row or column from which they could be worked out', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(8), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }), (rows) => {
        const got = told(rows);
        const lines = [0, 1, 2].flatMap((at) => [
          { counts: rows[at]!, told: got[at]! },
          { counts: rows.map((row) => row[at]!), told: got.map((row) => row[at]) },
        ]);
        for (const { counts, told: line } of lines) {
          expect(line.some((count) => count === 1 || count === 2)).toBe(false);
          const hidden = counts.filter((_count, index) => line[index] === undefined);
          if (hidden.length === 0 || hidden.length === counts.length) continue;
          expect(hidden.length).toBeGreaterThan(1);
          expect(hidden.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(3);
        }
      }),
    );
  });
});
