import { Rational } from '../grading/rational.js';

/** How many times its own a weight may be, either way, in a what-if: what leaves no indicator alone in a total. */
const TIMES = Rational.integer(4);

/** Between what a weight may be moved; undefined where it is unknown or 0. */
export function weightsNear(own: Rational | undefined): { readonly least: Rational; readonly most: Rational } | undefined {
  return own && own.sign > 0 ? { least: own.over(TIMES), most: own.times(TIMES) } : undefined;
}

export function isNear(weight: Rational, own: Rational | undefined): boolean {
  const near = weightsNear(own);
  return near !== undefined && weight.compare(near.least) >= 0 && weight.compare(near.most) <= 0;
}
