import { daysBetween } from './days.js';
import type { Milestone } from './records.js';

/** Days on which the government kept a contract from going on: the first counted, the last not. */
export interface Cause {
  readonly from: string;
  readonly to: string;
}

/**
 * The government's causes of a contract, by their beginning: a 止 closes the earliest 起 still open, one that is open runs to
 * the day asked about (LANDUSE.md, Shift).
 * @param milestones those that count on the day, by day and 文书号
 */
export function governmentCauses(milestones: readonly Milestone[], on: string): readonly Cause[] {
  const causes: Cause[] = [];
  const open: string[] = [];
  for (const { event, date } of [...milestones].sort(byDayEndsFirst)) {
    if (event === '政府原因起') open.push(date);
    else if (event === '政府原因止') {
      const from = open.shift();
      if (from !== undefined) causes.push({ from, to: date });
    }
  }
  for (const from of open) causes.push({ from, to: on });
  return causes.sort((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
}

/** By how many days a due day moves: the days of the union of the causes that begin before it. */
export function shiftOf(due: string, causes: readonly Cause[]): number {
  let days = 0;
  let counted = '';
  for (const { from, to } of causes) {
    if (from >= due) break;
    const start = from > counted ? from : counted;
    if (to <= start) continue;
    days += daysBetween(start, to);
    counted = to;
  }
  return days;
}

function byDayEndsFirst(a: Milestone, b: Milestone): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return Number(b.event === '政府原因止') - Number(a.event === '政府原因止');
}
