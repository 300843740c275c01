import { sameYardstick, type Yardstick } from '../grading/benchmark.js';

/** What the unseen parts of a group's totals are measured by in one answer: one equation of them for every enterprise. */
export interface Equation {
  readonly year: number;
  /** The text of the scheme, and the group. */
  readonly of: string;
  readonly yardsticks: readonly (Yardstick | undefined)[];
}

/**
 * Totals told beside those of the schemes in force at the data version of now: of earlier versions, earlier texts, other
 * schemes. Each is a further equation of the same figures, so that only as many are told as leave them open, whoever asks;
 * the same ones may be asked for again. It is decided by the schemes, the yardsticks and what was told, never by a figure.
 */
export class FurtherTotals {
  readonly #told: Equation[] = [];

  /** @param atMost how many equations besides may stand beside this one's */
  mayTell(equation: Equation, atMost: number): boolean {
    const ofYear = this.#told.filter(({ year }) => year === equation.year);
    if (ofYear.some((told) => same(told, equation))) return true;
    if (ofYear.length >= atMost) return false;
    this.#told.push(equation);
    return true;
  }
}

function same(one: Equation, other: Equation): boolean {
  return one.of === other.of && one.yardsticks.length === other.yardsticks.length && one.yardsticks.every((each, at) => sameYardstick(each, other.yardsticks[at]));
}
