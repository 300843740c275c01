import type { FactBehind } from '../../assessment/fact-behind.js';
import type { Population } from '../../grading/population.js';
import { Rational } from '../../grading/rational.js';
import { valueAt } from '../../grading/value-at.js';
import { policyDigest } from '../../policy/digest.js';

/** Tells by `sm3:` what a fact or event of a row says: where that differs, its item asks to be confirmed again. */
export type Stated = (row: number, fact: FactBehind) => string;

/** What the items of a population say, worked out of it alone. */
export function statedIn(population: Population): Stated {
  let happened: Map<string, string[]> | undefined;
  const datesOf = (row: number, code: string): readonly string[] => {
    if (!happened) {
      happened = new Map();
      for (const event of population.events) {
        const key = `${event.row} ${event.code}`;
        happened.set(key, [...(happened.get(key) ?? []), event.date]);
      }
    }
    return happened.get(`${row} ${code}`) ?? [];
  };
  return (row, { id, year, event }) => {
    if (event) {
      const dates = datesOf(row, id).filter((date) => event.from <= Number(date.slice(0, 4)) && Number(date.slice(0, 4)) <= event.to);
      return policyDigest([...dates].sort().join('\n'));
    }
    const column = population.column(id, year);
    const value = column && valueAt(column, row);
    return policyDigest(value instanceof Rational ? value.toString() : JSON.stringify(value ?? null));
  };
}
