/** On which unseen figures a ratio hangs, and with which power: the powers of a product are what its logarithm adds up. */
export type Direction = ReadonlyMap<string, number>;

const NOTHING = 1e-9;

/** Whether a ratio is made of others: known as soon as they are. */
export function madeFrom(direction: Direction, others: readonly Direction[]): boolean {
  return [...reduced(direction, basisOf(others)).values()].every((power) => Math.abs(power) < NOTHING);
}

/** How many of some ratios do not follow from each other or from those known. */
export function independent(directions: readonly Direction[], known: readonly Direction[]): number {
  return basisOf([...known, ...directions]).length - basisOf(known).length;
}

interface Pivot {
  readonly name: string;
  readonly direction: Direction;
}

function basisOf(directions: readonly Direction[]): readonly Pivot[] {
  const basis: Pivot[] = [];
  for (const each of directions) {
    const left = reduced(each, basis);
    const pivot = [...left].find(([, power]) => Math.abs(power) >= NOTHING);
    if (pivot) basis.push({ name: pivot[0], direction: left });
  }
  return basis;
}

/** What is left of it when each of a basis is taken out in turn. */
function reduced(direction: Direction, basis: readonly Pivot[]): Direction {
  let left = direction;
  for (const { name, direction: taken } of basis) {
    const times = (left.get(name) ?? 0) / taken.get(name)!;
    if (Math.abs(times) >= NOTHING) left = new Map([...new Set([...left.keys(), ...taken.keys()])].map((key) => [key, (left.get(key) ?? 0) - times * (taken.get(key) ?? 0)]));
  }
  return left;
}
