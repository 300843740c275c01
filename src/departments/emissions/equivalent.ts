import { linearSum } from '../../grading/linear-sum.js';
import { Rational } from '../../grading/rational.js';
import type { ScaledColumn } from '../../grading/scaled-column.js';

/** Pollutant equivalent values in kg (HANDOVER.md, `emissions.annual`). */
const EQUIVALENT_VALUES = {
  cod: Rational.from('1'),
  ammonia: Rational.from('0.8'),
  so2: Rational.from('0.95'),
  nox: Rational.from('0.95'),
};

/** 排污当量 in 吨 of the masses present; missing only if all four are. */
export function equivalentOf(masses: Readonly<Record<keyof typeof EQUIVALENT_VALUES, Rational | undefined>>): Rational | undefined {
  const parts = Object.entries(EQUIVALENT_VALUES).flatMap(([pollutant, value]) => {
    const mass = masses[pollutant as keyof typeof EQUIVALENT_VALUES];
    return mass ? [mass.over(value)] : [];
  });
  return parts.length ? Rational.sum(parts) : undefined;
}

export const POLLUTANTS = Object.keys(EQUIVALENT_VALUES) as (keyof typeof EQUIVALENT_VALUES)[];

/** The same of columns of masses. */
export function equivalentColumn(masses: ReadonlyMap<string, ScaledColumn>): ScaledColumn {
  const terms = POLLUTANTS.map((pollutant) => ({
    column: masses.get(pollutant),
    factor: Rational.ONE.over(EQUIVALENT_VALUES[pollutant]),
    missing: Rational.ZERO,
  }));
  return linearSum(terms, masses.get('cod')!.doubles.length, true);
}
