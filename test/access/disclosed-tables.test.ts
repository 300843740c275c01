import { describe, expect, it } from 'vitest';
import { disclosedTables } from '../../src/access/disclosed-tables.js';

describe('tables of counts that are set beside each other', () => {
  it('are told whole where nothing is small', () => {
    expect(disclosedTables([[[5, 4], [3, 6]], [[8, 10]]])).toEqual([{ counts: [[5, 4], [3, 6]], sums: [9, 9] }, { counts: [[8, 10]], sums: [18] }]);
  });

  it('leave out a row of one or two with another, which its sum over the county would give back', () => {
    const [told] = disclosedTables([[[5, 4], [1, 1], [3, 6]]]);
    expect(told!.sums.filter((sum) => sum === undefined)).toHaveLength(2);
    expect(told!.sums[1]).toBeUndefined();
  });

  it('leave out in a second table what would give back the first', () => {
    const [first, second] = disclosedTables([[[6, 1], [5, 7]], [[11, 8]]]);
    expect(first!.counts).toEqual([[undefined, undefined], [undefined, undefined]]);
    expect(second).toEqual({ counts: [[11, 8]], sums: [19] });
  });

  it('do not tell that all of what is left out are ones', () => {
    const [told] = disclosedTables([[[1, 1, 1]]]);
    expect(told).toEqual({ counts: [[undefined, undefined, undefined]], sums: [3] });
    const [, sums] = [told, disclosedTables([[[1, 1, 1], [9, 9, 9]], [[10, 10, 10]]])[0]!.sums];
    expect(sums).toEqual([3, 27]);
  });

  it('of nothing are nothing', () => {
    expect(disclosedTables([[], []])).toEqual([{ counts: [], sums: [] }, { counts: [], sums: [] }]);
  });
});
