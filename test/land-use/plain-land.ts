import { Rational } from '../../src/grading/rational.js';
import { plusDays } from '../../src/land-use/days.js';
import type { LandRecords, Milestone } from '../../src/land-use/records.js';

/*
 * The same rules once more, as slowly and plainly as LANDUSE.md says them: day by day and row by row, with nothing shared.
 */

/** The days of government causes that begin before a due day, each counted once. */
export function plainShift(due: string, milestones: readonly Milestone[], on: string): number {
  const open: string[] = [];
  const causes: [string, string][] = [];
  const known = milestones.filter(({ date }) => date <= on);
  for (const day of [...new Set(known.map(({ date }) => date))].sort()) {
    const of = (event: string) => known.filter((row) => row.date === day && row.event === event);
    for (const _ of of('政府原因止')) if (open.length > 0) causes.push([open.shift()!, day]);
    for (const _ of of('政府原因起')) open.push(day);
  }
  for (const from of open) causes.push([from, on]);
  const days = new Set<string>();
  for (const [from, to] of causes) if (from < due) for (let day = from; day < to; day = plusDays(day, 1)) days.add(day);
  return days.size;
}

/** What is left of an approval project at the end of a day, 0 where it has no row; undefined where an area is missing on whatever day. */
export function plainLeft({ approvals, changes, supplies }: LandRecords, project: string, day: string): Rational | undefined {
  const approval = approvals.find((row) => row.project === project)!;
  const taken = [
    ...changes.filter((row) => row.project === project).map(({ area, date }) => ({ area, date })),
    ...supplies.filter((row) => row.project === project).map(({ area, signedOn }) => ({ area, date: signedOn })),
  ];
  if (!approval.area || taken.some(({ area }) => !area)) return undefined;
  if (approval.approvedOn !== null && approval.approvedOn > day) return Rational.ZERO;
  let left = approval.area;
  for (const { area, date } of taken) if (date === null || date <= day) left = left.minus(area!);
  return Rational.max(left, Rational.ZERO);
}

/** The area of a contract if it is recognised as idle at the end of a day, else 0; undefined where it lacks its area. */
export function plainIdle({ supplies, idleCases, milestones }: LandRecords, contract: string, day: string): Rational | undefined {
  const supply = supplies.find(({ number }) => number === contract)!;
  if (!supply.area) return undefined;
  const has = (date: string | null) => date === null || date <= day;
  const isLive = !milestones.some((row) => row.contract === contract && row.date <= day && ['收回', '解除'].includes(row.event));
  const isRecognised = idleCases.some(
    (row) =>
      row.contract === contract &&
      has(row.openedOn) &&
      row.recognisedOn !== null &&
      row.recognisedOn <= day &&
      (row.finishedOn === null || day < row.finishedOn),
  );
  return has(supply.signedOn) && isLive && isRecognised ? supply.area : Rational.ZERO;
}
