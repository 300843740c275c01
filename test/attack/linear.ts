import type { Interval } from './interval.js';

/** What a sum of unknowns, each times a number, lies between. */
export interface Equation {
  readonly powers: ReadonlyMap<string, number>;
  readonly sum: Interval;
}

const NOTHING = 1e-9;

/** Every equation that two of these make when an unknown that both have is taken out. */
export function eliminated(equations: readonly Equation[]): readonly Equation[] {
  return equations.flatMap((one, at) =>
    equations.slice(at + 1).flatMap((other) => [...one.powers.keys()].filter((name) => other.powers.has(name)).map((name) => less(one, other, one.powers.get(name)! / other.powers.get(name)!))),
  );
}

function less(one: Equation, other: Equation, times: number): Equation {
  const names = new Set([...one.powers.keys(), ...other.powers.keys()]);
  const powers = [...names].flatMap((name) => {
    const [mine, its] = [one.powers.get(name) ?? 0, times * (other.powers.get(name) ?? 0)];
    const left = mine - its;
    return Math.abs(left) <= NOTHING * (Math.abs(mine) + Math.abs(its)) ? [] : [[name, left] as const];
  });
  return { powers: new Map(powers), sum: { low: one.sum.low - times * other.sum.high, high: one.sum.high - times * other.sum.low } };
}
