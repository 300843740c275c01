import { Rational } from '../grading/rational.js';
import { plusYears } from './days.js';
import type { Project } from './land-on.js';
import type { LedgerRow } from './ledger-row.js';

/** What is left of an approval project, ㎡: approved less changes less supplied; undefined where an area is missing. */
export function leftOf({ approval, changes, supplies }: Project): Rational | undefined {
  if (!approval.area) return undefined;
  let left = approval.area;
  for (const { area } of [...changes, ...supplies]) {
    if (!area) return undefined;
    left = left.minus(area);
  }
  return left;
}

/** The area that was approved, less what was taken back; undefined where an area is missing. */
export function netApproved({ approval, changes }: Project): Rational | undefined {
  return leftOf({ key: '', approval, changes, supplies: [] });
}

/** The area that was supplied of it; undefined where one is missing. */
export function suppliedOf({ supplies }: Project): Rational | undefined {
  const areas = supplies.flatMap(({ area }) => area ?? []);
  return areas.length === supplies.length ? Rational.sum(areas) : undefined;
}

/** Its row of the ledger while something is left (LANDUSE.md, The ledger of three kinds, 1). */
export function unsuppliedRow(project: Project, on: string, approvalYears: number): LedgerRow | undefined {
  const { key, approval } = project;
  const left = leftOf(project);
  if (left && left.sign <= 0) return undefined;
  const place = { kind: 'APPROVED_UNSUPPLIED', key, rule: null, town: approval.town, zone: approval.zone, idleCase: undefined } as const;
  if (!left) return { ...place, state: 'UNKNOWN', area: undefined, since: null, overTwoYears: null, missing: missingAreas(project) };
  const { approvedOn } = approval;
  const overTwoYears = approvedOn === null ? null : on > plusYears(approvedOn, approvalYears);
  return { ...place, state: null, area: left, since: approvedOn, overTwoYears, missing: [] };
}

/** The areas without which nothing can be told of a project, each with whose it is. */
export function missingAreas({ approval, changes, supplies }: Project): readonly string[] {
  return [
    ...(approval.area ? [] : [`批准面积（${approval.document}）`]),
    ...changes.filter(({ area }) => !area).map(({ document }) => `核减面积（${document}）`),
    ...supplies.filter(({ area }) => !area).map(({ number }) => `供应面积（${number}）`),
  ];
}
