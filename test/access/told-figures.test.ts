import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { near } from '../../src/access/span.js';
import { ToldFigures } from '../../src/access/told-figures.js';

const figure = fc.double({ min: 0.01, max: 100, noNaN: true });
const edgesOf = (benchmark: number) => [0.5, 0.9, 1.1, 2].map((share) => share * benchmark);

describe('a figure that several hints hang on', () => {
  it('is told of by one benchmark, and by a second only where no edges come near', () => {
    const hears = (...benchmarks: number[]) => {
      const figures = new ToldFigures();
      return benchmarks.map((benchmark) => figures.hears('x', edgesOf(benchmark), 18));
    };
    expect(hears(18)).toEqual([true]);
    expect(hears(18, 18)).toEqual([true, true]);
    expect(hears(18, 20)).toEqual([true, false]);
    expect(hears(18, 1000)).toEqual([true, true]);
  });

  it('stays unknown whatever the benchmarks', () => {
    fc.assert(
      fc.property(figure, fc.array(figure, { maxLength: 6 }), (at, benchmarks) => {
        const figures = new ToldFigures();
        for (const benchmark of benchmarks) figures.hears('x', edgesOf(benchmark), at);
        const { low, high } = figures.of('x');
        expect(low <= at && at <= high).toBe(true);
        expect(near(low, high)).toBe(false);
      }),
    );
  });

  it('is not told by a hint that is missing: whoever knows the rule finds the same span for each figure that it fits', () => {
    fc.assert(
      fc.property(figure, figure, figure, fc.array(figure, { minLength: 50, maxLength: 50 }), (at, first, second, others) => {
        const said = (value: number) => {
          const figures = new ToldFigures();
          const heard = [first, second].map((benchmark) => figures.hears('x', edgesOf(benchmark), value));
          return { heard, band: edgesOf(first).findIndex((edge) => value < edge), span: figures.of('x') };
        };
        const mine = said(at);
        const fits = others.filter((other) => JSON.stringify([said(other).heard, said(other).band]) === JSON.stringify([mine.heard, mine.band]));
        if (mine.heard[1]) return;
        for (const other of fits) expect(near(Math.min(mine.span.low, said(other).span.low), Math.max(mine.span.high, said(other).span.high))).toBe(false);
      }),
    );
  });
});
