import { isAmong, rowsOf, type Row } from '../../access/rows.js';
import type { Viewer } from '../../access/viewer.js';
import type { DepartmentId } from '../../grading/fact.js';
import type { objection } from './table.js';

type Objection = Pick<typeof objection.$inferSelect, 'creditCode' | 'owner' | 'forwardedTo' | 'kind' | 'item'>;

/** Of these departments what an enterprise says goes to them straight, its evidence too (ROUND.md, Who does what). */
const STRAIGHT: readonly DepartmentId[] = ['tax', 'statistics', 'emissions'];

/** Whether the office of a zone or a town forwards the objections to a department's figures. */
export function goesByOffice(owner: DepartmentId): boolean {
  return !STRAIGHT.includes(owner);
}

/** Whether it has to be said yet whose figure an objection is about: whoever reads the evidence may not be of the town. */
export function isUndetermined({ kind, item, owner, forwardedTo }: Omit<Objection, 'creditCode'>): boolean {
  return kind === 'DATA' && item === null && owner === 'county' && forwardedTo === null;
}

/**
 * Whether a viewer is a party of an objection: its enterprise, the evaluation office of it, its zone or town unless it goes to
 * the department straight, the department that it was forwarded to.
 * @param row the enterprise, as its zone and town are in the round
 */
export function isParty(viewer: Viewer, its: Objection, row: Row): boolean {
  const { creditCode, owner, forwardedTo } = its;
  switch (viewer.role) {
    case 'enterprise':
      return viewer.creditCode === creditCode;
    case 'evaluation_office':
      return isAmong(rowsOf(viewer), row);
    case 'zone_committee':
    case 'town':
      return goesByOffice(owner) && !isUndetermined(its) && isAmong(rowsOf(viewer), row);
    case 'department':
      return viewer.department !== undefined && viewer.department === (forwardedTo ?? (owner === 'county' ? owner : undefined));
    default:
      return false;
  }
}
