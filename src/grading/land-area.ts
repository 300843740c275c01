import { Rational } from './rational.js';

/** 1 ㎡ = 0.0015 亩, exactly (HANDOVER.md, Land facts). */
const MU_OF_A_SQUARE_METRE = Rational.of(15n, 10_000n);

/** An area in 亩 as ㎡; missing stays missing. */
export function squareMetres(mu: Rational | undefined): Rational | undefined {
  return mu?.over(MU_OF_A_SQUARE_METRE);
}
