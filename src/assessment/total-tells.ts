import { madeFrom, type Direction } from './direction.js';
import type { HiddenPart } from './hidden-points.js';

/** A part is known within 5 % if the others move by less than this share of it, with a margin. */
const LEAST_ROOM = 0.12;

/**
 * Of the parts of a total that a viewer cannot work out, those that the total would give back: beside each, others that
 * hang on something else must leave it room, and on something that no total told before bears on, since two equations
 * give back two unknowns.
 * @param told what the totals hang on that the viewer is told of the same enterprises already
 */
export function toldByTotal(parts: readonly HiddenPart[], told: readonly Direction[]): readonly HiddenPart[] {
  return parts.filter(({ direction }) => {
    const same = parts.filter((each) => madeFrom(each.direction, [direction]));
    const free = parts.filter((each) => !madeFrom(each.direction, [...told, direction]));
    const [most, room] = [sum(same.map((each) => each.most)), sum(free.map((each) => each.room))];
    return !(room >= LEAST_ROOM * most);
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
