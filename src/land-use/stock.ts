import { Rational } from '../grading/rational.js';
import type { Project } from './land-on.js';
import type { IdleCase, Milestone, Supply } from './records.js';

/** The area of something in the ledger through time: what it is from the end of each day on, until the next; by day. */
export type Steps = readonly { readonly day: string; readonly area: Rational }[];

/** Before all days: of what has no date. */
const ALWAYS = '';

/** What was left of an approval project, 0 while nothing was; undefined where it lacks an area on whatever day. */
export function leftSteps({ approval, changes, supplies }: Project): Steps | undefined {
  const { area } = approval;
  if (!area) return undefined;
  const begin = approval.approvedOn ?? ALWAYS;
  const taken: { readonly day: string; readonly area: Rational }[] = [];
  for (const change of changes) {
    if (!change.area) return undefined;
    taken.push({ day: change.date ?? ALWAYS, area: change.area });
  }
  for (const supply of supplies) {
    if (!supply.area) return undefined;
    taken.push({ day: supply.signedOn ?? ALWAYS, area: supply.area });
  }
  const days = [...new Set([begin, ...taken.map(({ day }) => day).filter((day) => day > begin)])].sort();
  taken.sort((a, b) => (a.day < b.day ? -1 : 1));
  let left = area;
  let next = 0;
  return days.map((day) => {
    for (; next < taken.length && taken[next]!.day <= day; next += 1) left = left.minus(taken[next]!.area);
    return { day, area: left.sign > 0 ? left : Rational.ZERO };
  });
}

/** The area of a contract while it is recognised as idle, else 0; undefined where it lacks its area. */
export function recognisedSteps({ area, signedOn }: Supply, cases: readonly IdleCase[], ends: readonly Milestone[]): Steps | undefined {
  if (!area) return undefined;
  const end = ends.map(({ date }) => date).sort()[0];
  const spans = cases.map(({ openedOn, recognisedOn, finishedOn }) => ({
    from: [openedOn ?? ALWAYS, recognisedOn!, signedOn ?? ALWAYS].sort().at(-1)!,
    to: finishedOn,
  }));
  const days = new Set(spans.flatMap(({ from, to }) => (to === null ? [from] : [from, to])));
  if (end !== undefined) days.add(end);
  return [...days].sort().map((day) => {
    const isLive = end === undefined || day < end;
    const isRecognised = isLive && spans.some(({ from, to }) => from <= day && (to === null || day < to));
    return { day, area: isRecognised ? area : Rational.ZERO };
  });
}
