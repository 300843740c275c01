import { describe, expect, it } from 'vitest';
import { FurtherTotals, type Equation } from '../../src/assessment/further-totals.js';
import { Rational } from '../../src/grading/rational.js';

const equation = (benchmark: number, of = 'sm3:a above', year = 2024): Equation => ({ year, of, yardsticks: [{ kind: 'benchmark', value: Rational.integer(benchmark) }] as Equation['yardsticks'] });

describe('totals told beside those of now', () => {
  it('are as many as leave figures open, and the same ones again', () => {
    const totals = new FurtherTotals();
    expect([10, 11, 12, 10, 12].map((benchmark) => totals.mayTell(equation(benchmark), 2))).toEqual([true, true, false, true, false]);
  });

  it('are counted over schemes and groups, and year by year', () => {
    const totals = new FurtherTotals();
    expect(totals.mayTell(equation(10), 1)).toBe(true);
    expect(totals.mayTell(equation(10, 'sm3:b above'), 1)).toBe(false);
    expect(totals.mayTell(equation(10, 'sm3:a above', 2023), 1)).toBe(true);
  });

  it('are none where nothing may stand beside', () => {
    expect(new FurtherTotals().mayTell(equation(10), 0)).toBe(false);
    expect(new FurtherTotals().mayTell(equation(10), -1)).toBe(false);
  });
});
