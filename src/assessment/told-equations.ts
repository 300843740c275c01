import type { Verdict } from '../access/told-span.js';
import type { Yardstick } from '../grading/benchmark.js';
import type { Rational } from '../grading/rational.js';

/** What the unseen parts of a group's totals are measured by in one answer: one equation of them for every enterprise. */
export interface Equation {
  /** The text of the scheme, and the group. */
  readonly of: string;
  /** Of each unseen part in order: its id, and what {@link writtenYardstick} writes. */
  readonly yardsticks: readonly string[];
}

/** The equations of a year that were told beside those of now. */
export class ToldEquations {
  readonly #told: Set<string>;

  constructor(told: Iterable<string> = []) {
    this.#told = new Set(told);
  }

  /** @param atMost how many may be told in all */
  judge(equation: Equation, atMost: number): Verdict {
    if (this.#told.has(keyOf(equation))) return 'KNOWN';
    return this.#told.size < atMost ? 'NEW' : 'REVEALING';
  }

  tell(equation: Equation): void {
    this.#told.add(keyOf(equation));
  }

  copy(): this {
    return new ToldEquations(this.#told) as this;
  }
}

/** The same text for yardsticks that measure alike; one of a group that has no member measures nothing. */
export function writtenYardstick(yardstick: Yardstick | undefined): string {
  if (!yardstick) return '-';
  if (yardstick.kind === 'none') return 'none';
  return [yardstick.kind, ...(yardstick.kind === 'range' ? [yardstick.least, yardstick.most] : [yardstick.value]).map(written)].join(' ');
}

/** A fraction in lowest terms. */
function written(number: Rational): string {
  const { n, d } = number.reduced();
  return `${n}/${d}`;
}

function keyOf({ of, yardsticks }: Equation): string {
  return JSON.stringify([of, yardsticks]);
}
