import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnSum } from '../../../src/grading/columnar/column-sum.js';
import { addEvenPoints } from '../../../src/grading/columnar/add-even-points.js';
import { evenPoints } from '../../../src/grading/columnar/even-points.js';
import { boundsOf, pointsLine } from '../../../src/grading/columnar/points-line.js';
import { Figure } from '../../../src/grading/columnar/figure.js';
import type { YardstickFigures } from '../../../src/grading/columnar/yardstick-figures.js';
import { READ } from '../../../src/grading/doubles.js';
import { pointsOf } from '../../../src/grading/points.js';
import { Rational } from '../../../src/grading/rational.js';
import type { PointsRule } from '../../../src/grading/scheme.js';
import { runs } from '../../full.js';

const decimal = fc
  .tuple(fc.integer({ min: -5000, max: 20_000 }), fc.integer({ min: 0, max: 3 }))
  .map(([digits, decimals]) => Rational.of(BigInt(digits), 10n ** BigInt(decimals)));
const outlier = fc.constantFrom('1000000000000000', '-1000000000000000', '0.000000001').map((text) => Rational.from(text));
const value = fc.option(fc.oneof({ weight: 12, arbitrary: decimal }, { weight: 1, arbitrary: outlier }), { freq: 8 });
const positive = fc.integer({ min: 1, max: 5000 }).map((digits) => Rational.of(BigInt(digits), 7n));
const multiple = fc.integer({ min: 0, max: 30 }).map((tenths) => Rational.of(BigInt(tenths), 10n));

const families: fc.Arbitrary<{ rule: PointsRule['family']; yardstick: YardstickFigures }> = fc.oneof(
  positive.map((benchmark) => ({ rule: 'ratio' as const, yardstick: { kind: 'benchmark', value: Figure.exactly(benchmark) } as const })),
  positive.map((most) => ({ rule: 'best' as const, yardstick: { kind: 'most', value: Figure.exactly(most) } as const })),
  positive.map((mean) => ({ rule: 'inverse_mean' as const, yardstick: { kind: 'mean', value: Figure.exactly(mean) } as const })),
  fc.tuple(decimal, positive).map(([least, width]) => ({
    rule: 'min_max' as const,
    yardstick: { kind: 'range', least: Figure.exactly(least), most: Figure.exactly(least.plus(width)) } as const,
  })),
);

describe('points within one error', () => {
  it('are as near to the exact ones as is said, each and their sum', () => {
    let [even, all] = [0, 0];
    fc.assert(
      fc.property(
        families,
        positive,
        fc.option(multiple, { nil: undefined }),
        fc.option(multiple, { nil: undefined }),
        fc.array(value, { maxLength: 200 }),
        ({ rule: family, yardstick }, weight, cap, below, values) => {
          const rule = {
            family,
            benchmark: null,
            low: Rational.from('20'),
            decimals: undefined,
            cap,
            floor: below?.negated(),
            pointsDecimals: undefined,
          } as PointsRule;
          const column = { values: Float64Array.from(values, (one) => one?.toNumber() ?? NaN), relative: READ, errors: undefined };
          const climbs = { count: 0 };
          const points = evenPoints(pointsLine(rule, weight, yardstick, climbs), column, columnSum(column), boundsOf(rule, weight));
          all += 1;
          if (!points) return;
          even += 1;
          const totals = new Float64Array(values.length);
          const [added] = addEvenPoints([points], totals);
          const together = totals.map(() => 0);
          expect(addEvenPoints([points, points, points], together)).toEqual([added, added, added]);
          for (const [at, once] of totals.entries())
            expect(Math.abs(together[at]! - 3 * once)).toBeLessThanOrEqual(Math.abs(once) * 2 ** -50);
          const exact = values.map((one) => one && pointsOf(rule, weight, one, exactly(yardstick)));
          const isNear = (found: number, sought: Rational, error: number): boolean =>
            Math.abs(Rational.from(found.toFixed(20)).minus(sought).toNumber()) <= error + 1e-20;
          for (const [at, sought] of exact.entries())
            expect(isNear(totals[at]!, sought ?? Rational.ZERO, points.absolute + points.most * 2 ** -51)).toBe(true);
          const held = exact.flatMap((one) => one ?? []);
          expect(added!.count).toBe(held.length);
          expect(isNear(added!.sum.value, Rational.sum(held), added!.sum.error)).toBe(true);
        },
      ),
      { numRuns: runs(200, 5_000) },
    );
    expect(even).toBeGreaterThan(all / 4);
  });
});

function exactly(yardstick: YardstickFigures): Parameters<typeof pointsOf>[3] {
  if (yardstick.kind === 'range') return { kind: 'range', least: yardstick.least.exact, most: yardstick.most.exact };
  return yardstick.kind === 'none' ? yardstick : { kind: yardstick.kind, value: yardstick.value.exact };
}
