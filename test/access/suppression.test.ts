import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayGive, maySum, recoded, toThreeDigits, type BreakdownRow } from '../../src/access/suppression.js';
import { Rational } from '../../src/grading/rational.js';
import { runs } from '../full.js';

const number = (text: string | number) => Rational.parse(String(text))!;
const of = (...amounts: readonly (string | number)[]) => new Map(amounts.map((amount, at) => [`E${at}`, number(amount)]));
const sum = (...amounts: readonly number[]) => ({ isCount: false, of: of(...amounts) });
const count = (many: number) => ({ isCount: true, of: of(...Array.from({ length: many }, () => 1)) });

describe('a sum', () => {
  it.each<[string, readonly (string | number)[], boolean]>([
    ['of nobody', [], false],
    ['of two', [5, 5], false],
    ['of two and one that adds nothing', [5, 5, 0], false],
    ['of three alike', [5, 5, 5], true],
    ['whose third is 10 % of the largest', [100, 90, 10], true],
    ['whose third is just less', [100, 90, '9.999999'], false],
    ['whose others come to 10 % together', [100, 90, 4, 3, 3], true],
    ['of losses and gains, by absolute values', [-100, 90, -10], true],
    ['of a loss that outweighs the others', [-100, 3, 3, 3], false],
  ])('%s', (_, amounts, may) => expect(maySum(of(...amounts))).toBe(may));

  it("of nobody's is given as a number of a row; so is a count of none, not of one or two", () => {
    expect([sum(), sum(0, 0), count(0), count(3)].map(mayGive)).toEqual([true, true, true, true]);
    expect([sum(1, 1), count(1), count(2)].map(mayGive)).toEqual([false, false, false]);
  });
});

const row = (key: string, ...fields: readonly BreakdownRow['fields'][number][]): BreakdownRow => ({
  key,
  fields: fields.map((field) => ({ ...field, of: new Map([...field.of].map(([code, amount]) => [`${key} ${code}`, amount])) })),
});
const keys = (rows: readonly BreakdownRow[]) => rows.map(({ key }) => key);

describe('a list with its total', () => {
  it('stands where every row passes', () => {
    const rows = [row('a', sum(1, 1, 1)), row('b', sum(2, 2, 2))];
    expect(recoded(rows)).toEqual({ kept: rows, others: [], isSuppressed: false });
  });

  it('merges a row that fails with the smallest other, and keeps the order of the rest', () => {
    const { kept, others, isSuppressed } = recoded([
      row('a', sum(9, 9, 9)),
      row('b', sum(50)),
      row('c', sum(5, 5, 5)),
      row('d', sum(7, 7, 7)),
    ]);
    expect([keys(kept), keys(others), isSuppressed]).toEqual([['a', 'd'], ['b', 'c'], false]);
  });

  it('goes on until the merged row passes', () => {
    const { kept, others, isSuppressed } = recoded([
      row('a', sum(90, 90, 90)),
      row('b', sum(50)),
      row('c', sum(1, 1, 1)),
      row('d', sum(2, 2, 2)),
    ]);
    expect([keys(kept), keys(others), isSuppressed]).toEqual([['a'], ['b', 'c', 'd'], false]);
  });

  it('takes at least two rows even where two failing ones pass together, of equals the first by key', () => {
    const two = recoded([row('a', sum(5, 5)), row('b', sum(5, 5)), row('c', sum(1, 1, 1))]);
    expect([keys(two.kept), keys(two.others)]).toEqual([['c'], ['a', 'b']]);
    const ties = recoded([row('z', sum(5, 5)), row('c', sum(3, 3, 3)), row('b', sum(3, 3, 3))]);
    expect(keys(ties.others)).toEqual(['z', 'b']);
  });

  it('fails where one of its fields does', () => {
    const { others } = recoded([row('a', sum(1, 1, 1), count(2)), row('b', sum(9, 9, 9), count(3)), row('c', sum(2, 2, 2), count(3))]);
    expect(keys(others)).toEqual(['a', 'c']);
  });

  it('has no sums in a merged row that nothing saves', () => {
    expect(recoded([row('a', sum(5))])).toMatchObject({ kept: [], isSuppressed: true });
    expect(recoded([row('a', sum(5)), row('b', sum(6))])).toMatchObject({ kept: [], isSuppressed: true });
  });

  const amounts = fc.array(fc.integer({ min: -20, max: 1000 }), { maxLength: 6 });
  const lists = fc.array(amounts, { maxLength: 8 }).map((all) => all.map((each, at) => row(`k${at}`, sum(...each), count(each.length))));
  const total = (rows: readonly BreakdownRow[]) =>
    Rational.sum(rows.flatMap(({ fields }) => fields.flatMap((field) => [...field.of.values()])));

  it('keeps its total, gives no row that fails, and merges no more than it must', () => {
    fc.assert(
      fc.property(lists, (rows) => {
        const { kept, others, isSuppressed } = recoded(rows);
        expect(total(kept).plus(total(others)).equals(total(rows))).toBe(true);
        expect(keys([...kept, ...others]).sort()).toEqual(keys(rows).sort());
        expect(kept.every(({ fields }) => fields.every(mayGive))).toBe(true);
        expect(others.length === 1 && rows.length > 1).toBe(false);
        const failing = rows.filter(({ fields }) => !fields.every(mayGive));
        expect(failing.every((each) => others.includes(each))).toBe(true);
        const merged = (some: readonly BreakdownRow[]) =>
          [0, 1].map((at) => ({ isCount: at === 1, of: new Map(some.flatMap(({ fields }) => [...fields[at]!.of])) }));
        expect(isSuppressed).toBe(others.length > 0 && !merged(others).every(mayGive));
        if (isSuppressed) expect(kept).toEqual([]);
        // Without the last that was merged it would not have passed.
        const added = others.slice(failing.length);
        if (added.length > 0 && others.length > 2) expect(merged(others.slice(0, -1)).every(mayGive)).toBe(false);
      }),
      { numRuns: runs(300, 5_000) },
    );
  });

  it('does not hang on the order of its rows', () => {
    fc.assert(
      fc.property(
        lists.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, shuffled]) => {
          expect(keys(recoded(shuffled).others).sort()).toEqual(keys(recoded(rows).others).sort());
        },
      ),
      { numRuns: runs(100, 2_000) },
    );
  });
});

describe('three significant digits', () => {
  it.each([
    ['0', '0'],
    ['1', '1'],
    ['12.34', '12.3'],
    ['12.35', '12.4'],
    ['999', '999'],
    ['999.4', '999'],
    ['999.5', '1000'],
    ['1234', '1230'],
    ['1235', '1240'],
    ['123456789.5', '123000000'],
    ['0.0123456', '0.0123'],
    ['0.00099949', '0.000999'],
    ['0.1', '0.1'],
    ['9.995', '10'],
    ['10', '10'],
    ['100', '100'],
    ['-1234', '-1230'],
    ['-1236', '-1240'],
    ['-0.01236', '-0.0124'],
    ['-999.6', '-1000'],
  ])('of %s are %s', (amount, digits) => expect(toThreeDigits(number(amount)).equals(number(digits))).toBe(true));

  it('are within half a unit of the third digit, keep the sign, and stay as they are', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 0, max: 12 }), (digits, places) => {
        const amount = Rational.of(digits, 10n ** BigInt(places));
        const shown = toThreeDigits(amount);
        expect(shown.sign).toBe(amount.sign);
        expect(toThreeDigits(shown).equals(shown)).toBe(true);
        const off = shown.minus(amount);
        const size = amount.sign < 0 ? amount.negated() : amount;
        expect((off.sign < 0 ? off.negated() : off).times(Rational.integer(200)).compare(size)).toBeLessThanOrEqual(0);
      }),
      { numRuns: runs(300, 10_000) },
    );
  });
});
