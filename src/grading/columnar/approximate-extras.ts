import { approximate, type Approximate } from '../doubles.js';
import { extrasSum, extrasTest } from '../extras.js';
import type { FactTable } from '../fact-table.js';
import { needsEvent } from '../needs-event.js';
import type { Group } from '../scheme.js';

/**
 * The extras of a group's members as doubles, by their place in `rows`. Who has no event gets those that count alone, and of
 * one count all get the same: these are worked out once.
 */
export function approximateExtras(group: Group, facts: FactTable, rows: Int32Array): (at: number) => Approximate {
  const extrasOf = extrasTest(group, facts);
  const worked = (row: number): Approximate => approximate(extrasSum(extrasOf(row), group.extrasCap));
  const counts = [...new Set(group.extras.flatMap((extra) => (extra.by === 'count' ? [extra.count] : [])))];
  const counted = counts.map((count) => facts.scaled(count, facts.year));
  const isOfEvents = group.extras.every((extra) => extra.by === 'count' || needsEvent(extra.when));
  if (!isOfEvents || counts.length > 1 || counted.some((column) => !column)) return (at) => worked(rows[at]!);
  const ofCount = new Map<number, Approximate>();
  const [column] = counted;
  return (at) => {
    const row = rows[at]!;
    // Numbers beside the column share no double with others for sure.
    if (facts.isEventful(row) || column?.wide.has(row)) return worked(row);
    const count = column ? column.doubles[row]! : 0;
    const known = ofCount.get(count) ?? worked(row);
    ofCount.set(count, known);
    return known;
  };
}
