import { Rational } from '../../grading/rational.js';
import { idleRows } from '../ledger.js';
import { byPlace } from '../places.js';
import { leftOf, netApproved, suppliedOf } from '../unsupplied.js';
import type { Measured } from './indicator-row.js';
import { quotientOf, type Part } from './quotient.js';
import type { Window } from './window.js';

interface Placed extends Part {
  readonly town: string | null;
  readonly zone: string | null;
}

/** Rates of supply and of disposal, by place (LANDUSE.md, Indicators). */
export function approvalIndicators(window: Window): readonly Measured[] {
  const { year, seenFrom: to } = window;
  const rows = (id: Measured['id'], from: string, parts: readonly Placed[]): readonly Measured[] =>
    byPlace(
      window.places,
      parts,
      (part) => part,
      (its) => ({ id, from, to, ...quotientOf(its) }),
    );
  const stockDay = `${year - 1}-12-31`;
  return [
    ...rows('supply_rate_1', `${year}-01-01`, supplied(window, 1)),
    ...rows('supply_rate_5', `${year - 4}-01-01`, supplied(window, 5)),
    ...rows('disposal_rate_unsupplied', stockDay, disposedUnsupplied(window)),
    ...rows('disposal_rate_idle', stockDay, disposedIdle(window)),
  ];
}

/** Of the approval projects of the last years. */
function supplied({ now, year }: Window, years: number): readonly Placed[] {
  return [...now.land.projects.values()].flatMap((project) => {
    const { approvedOn, town, zone } = project.approval;
    if (approvedOn === null || approvedOn < `${year - years + 1}-01-01` || approvedOn > `${year}-12-31`) return [];
    return [{ key: project.key, numerator: suppliedOf(project), denominator: netApproved(project), town, zone }];
  });
}

/** Of the stock at the end of the year before. */
function disposedUnsupplied({ before, now }: Window): readonly Placed[] {
  return [...before.land.projects.values()].flatMap((then) => {
    const left = leftOf(then);
    if (left && left.sign <= 0) return [];
    const { town, zone } = then.approval;
    const leftNow = leftOf(now.land.projects.get(then.key) ?? then);
    const numerator = left && leftNow && left.minus(Rational.max(Rational.ZERO, leftNow));
    return [{ key: then.key, numerator, denominator: left, town, zone }];
  });
}

/** Of the idle land at the end of the year before, suspected or recognised. */
function disposedIdle({ before, now }: Window): readonly Placed[] {
  const still = new Set(idleRows(now).map(({ key }) => key));
  return idleRows(before)
    .filter(({ state }) => state !== 'UNKNOWN')
    .map(({ key, area, town, zone }) => ({
      ...{ key, town, zone },
      numerator: area && (still.has(key) ? Rational.ZERO : area),
      denominator: area,
    }));
}
