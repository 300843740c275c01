import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import type { UnitKind } from '../../src/handover/dataset.js';
import { conversion } from '../../src/handover/unit.js';
import { readCases } from './case-file.js';

interface Conversion {
  readonly name: string;
  readonly kind: UnitKind;
  readonly value: string;
  readonly from: string;
  readonly to: string;
  readonly times?: string;
  readonly decimals: number;
  readonly gives: string;
}

const { conversions } = readCases<{ conversions: readonly Conversion[] }>('units.yaml');

describe('units.yaml', () => {
  it.each(conversions)('$name', ({ kind, value, from, to, times = '1', decimals, gives }) => {
    const found = Rational.from(value)
      .times(conversion(kind, from, to))
      .times(Rational.from(times));
    expect(found.toFixed(decimals)).toBe(gives);
  });
});
