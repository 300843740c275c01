import { Rational } from '../grading/rational.js';
import { DISCLOSURE_THRESHOLD } from './grants.js';

/** What each enterprise adds to a sum, by credit code. */
export type Parts = ReadonlyMap<string, Rational>;

const KEPT = 200;
/** A part is known within 5 % from the whole if the others come to less than this share of it. */
const WITHIN = Rational.from('0.05');

/**
 * Which sums may be told to who sees no single enterprise, now that others have been told: none over so few parts, or so
 * ruled by one, that it gives a part back, and none that does so together with an earlier one, whoever asked for that.
 * It remembers in the process alone, and tells nothing new once it can remember no more.
 */
export class ToldSums {
  readonly #told = new Map<string, Parts[]>();

  /** @param what sums of the same thing, which could be subtracted from each other, e.g. a kind of policy and a year */
  mayTell(what: string, parts: Parts): boolean {
    const told = this.#told.get(what) ?? [];
    this.#told.set(what, told);
    if (told.some((earlier) => same(earlier, parts))) return true;
    if (revealing([...parts.values()]) || told.length >= KEPT) return false;
    if (told.some((earlier) => revealing(differences(earlier, parts)))) return false;
    told.push(parts);
    return true;
  }
}

/** Whether the sum of these gives one of them back within 5 %; the largest two know each other. */
function revealing(parts: readonly Rational[]): boolean {
  const sizes = parts.filter(({ sign }) => sign !== 0).map((part) => (part.sign < 0 ? part.negated() : part));
  if (sizes.length === 0) return false;
  if (sizes.length < DISCLOSURE_THRESHOLD) return true;
  const [largest, , ...others] = sizes.sort((a, b) => b.compare(a));
  return Rational.sum(others).compare(largest!.times(WITHIN)) < 0;
}

function differences(before: Parts, after: Parts): Rational[] {
  const codes = new Set([...before.keys(), ...after.keys()]);
  return [...codes].map((code) => (after.get(code) ?? Rational.ZERO).minus(before.get(code) ?? Rational.ZERO));
}

function same(a: Parts, b: Parts): boolean {
  return differences(a, b).every(({ sign }) => sign === 0);
}
