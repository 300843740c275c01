import type { FactTable } from '../fact-table.js';
import { gradeGroup } from '../group-grading.js';
import { classesOf, type Group } from '../scheme.js';
import type { Climbs } from './climbs.js';
import type { GradedGroup } from './graded-columns.js';
import { emptyPlaces, placesWithin } from './place-columns.js';

/** A group that is only ranked, by exact values: graded plainly and put into columns. */
export function plainColumns(
  group: Group,
  rows: Int32Array,
  facts: FactTable,
  mayRank: (row: number) => boolean,
  climbs: Climbs,
): GradedGroup {
  const { members, benchmarks, ranked } = gradeGroup(group, facts, [...rows], mayRank);
  climbs.count += rows.length;
  const places = placesWithin(emptyPlaces(rows.length, group.rankWithin.length > 0), 0, rows.length, group);
  const classOrder = classesOf(group);
  for (const [at, { place, initial }] of members.entries()) {
    places.ranks[at] = place?.rank ?? 0;
    if (places.of) places.of[at] = place?.of ?? 0;
    if (initial === undefined) continue;
    places.initial[at] = classOrder.indexOf(initial);
    places.counts[places.initial[at]!]! += 1;
  }
  const memberOf = new Map(members.map((member) => [member.row, member]));
  const held = Uint8Array.from(members, ({ lacks }) => Number(lacks.length > 0));
  const totals = { scaled: new Float64Array(rows.length).fill(NaN), beyond: new Map<number, bigint>(), held };
  return { group, rows, totals, benchmarks, exactly: (row) => memberOf.get(row)!, ...places, ranked };
}
