import { describe, expect, it } from 'vitest';
import { descending, orderRoom } from '../../../src/grading/columnar/descending.js';
import { gradeColumns } from '../../../src/grading/columnar/grade-columns.js';
import { arePositive } from '../../../src/grading/doubles.js';
import { grade } from '../../../src/grading/grade.js';
import { gradePlainly } from '../../../src/grading/grade-plainly.js';
import type { Column, Population } from '../../../src/grading/population.js';
import { printAssessment } from '../../../src/grading/print.js';
import { Rational } from '../../../src/grading/rational.js';
import { schemeOf } from '../../policy/scheme-of.js';
import { CLASSES, schemeText } from '../scheme-text.js';

const FIRMS = 400;
const BRANCHES = ['甲', '乙', undefined];
const hundredths = Float64Array.from({ length: FIRMS }, (_, row) => (row % 29 === 0 ? NaN : ((row * 7919) % 4001) - 200));
const doubles = hundredths.map((value) => value / 100);
const SCHEME = schemeOf(
  schemeText(
    `rank_within: [enterprise.industry_group]
    indicators: [{ id: tax, numerator: tax.vat_net, weight: 100, points: { family: ratio, benchmark: { of: mean_of_ratios }, cap: 1.5, floor: 0 }, missing: group_mean }]
    total: { decimals: 2 }
    ${CLASSES}`,
  ),
);

/** The same numbers packed, or as a list; whoever asks a packed column for its list is told. */
function population(packed: boolean, unpacked: () => void = () => undefined): Population {
  const exact = (row: number): Rational | undefined =>
    Number.isNaN(hundredths[row]) ? undefined : Rational.of(BigInt(hundredths[row]!), 100n);
  const lists: Record<string, Column> = {
    'tax.vat_net': { kind: 'number', values: Array.from(hundredths, (_, row) => exact(row)) },
    'enterprise.industry_group': { kind: 'text', values: Array.from(hundredths, (_, row) => BRANCHES[row % 3]) },
  };
  const column = (id: string): Column | undefined => {
    const list = lists[id];
    if (!list || !packed) return list;
    const forbidden = {
      get values(): never[] {
        unpacked();
        return [];
      },
    };
    if (list.kind === 'number')
      return Object.assign(forbidden, { kind: list.kind, packed: { doubles, exact, arePositive: arePositive(doubles) } });
    return Object.assign(forbidden, {
      kind: 'text' as const,
      packed: { texts: BRANCHES, codes: Uint16Array.from(hundredths, (_, row) => row % 3) },
    });
  };
  return {
    year: 2024,
    creditCodes: Array.from(hundredths, (_, row) => String(row).padStart(18, '0')),
    column: (id, year) => (year === 2024 ? column(id) : undefined),
    events: [],
    tenure: { holdings: [], leases: [] },
  };
}

describe('packed columns', () => {
  it('are graded as lists are, without being unpacked', () => {
    let asked = 0;
    const graded = printAssessment(
      grade(
        SCHEME,
        population(true, () => (asked += 1)),
      ),
    );
    expect(asked).toBe(0);
    expect(graded).toEqual(printAssessment(gradePlainly(SCHEME, population(false))));
  });
});

describe('how often doubles were in doubt', () => {
  it('is told: never for ordinary numbers, once for each total on the very edge', () => {
    expect(gradeColumns(SCHEME, population(true)).exactFallbacks).toBe(0);
    const edge = schemeOf(
      schemeText(
        `indicators: [{ id: tax, numerator: tax.vat_net, weight: 100, points: { family: ratio, benchmark: 20 }, missing: zero }]\ntotal: { decimals: 0 }`,
      ),
    );
    const onEdge = hundredths.filter((value) => Math.abs(value % 20) === 10).length;
    expect(onEdge).toBeGreaterThan(5);
    expect(gradeColumns(edge, population(true)).exactFallbacks).toBe(onEdge);
  });
});

describe('the order of totals', () => {
  it.each([1, 1000, 2 ** 20, 2 ** 32, 2 ** 40].flatMap((most) => [1, 2, 500, 5000].map((size) => [most, size] as const)))(
    'is right for keys up to %d, %d of them',
    (most, size) => {
      const keys = Float64Array.from({ length: size }, (_, at) => ((at * 7919 * 104729) % most) - Math.floor(most / 3));
      const order = [...descending(keys, orderRoom(keys.length))];
      expect(order.map((place) => keys[place])).toEqual([...keys].sort((a, b) => b - a));
      expect(order.sort((a, b) => a - b)).toEqual([...keys.keys()]);
    },
  );
});
