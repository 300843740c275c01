import type { May, SelectionAct } from '../access/may.js';
import { zonesOf } from '../access/rows.js';
import type { Viewer } from '../access/viewer.js';
import type { DepartmentId } from '../grading/fact.js';
import { areSeen, type Sees } from './figure-behind.js';

/** Who looks at figures. */
export interface Looks {
  readonly viewer: Viewer;
  readonly may: May;
  readonly act: SelectionAct;
}

/** What a viewer learns of single enterprises beside their classes. */
export type SightOfRows = 'BANDS' | 'TOTALS' | 'NONE';

export function sightOfRows({ viewer, may }: Pick<Looks, 'viewer' | 'may'>): SightOfRows {
  if (zonesOf(viewer) !== undefined) return 'BANDS';
  return may(viewer, 'READ', { coordinate: 'Grade.total' }).granted ? 'TOTALS' : 'NONE';
}

/** Which figures a viewer of single enterprises sees: a committee those of its own table, others what they are granted. */
export function seesOf(looks: Looks): Sees {
  if (zonesOf(looks.viewer) !== undefined) return areSeen;
  const known = new Map<string, boolean>();
  return (facts) => {
    if (facts.length === 0) return true;
    const departments = [...new Set(facts.map(({ department }) => department))];
    const key = departments.join(' ');
    const found = known.get(key) ?? worksOut(departments, looks);
    known.set(key, found);
    return found;
  };
}

/** Whether a viewer sees figures made of these departments' facts, or may be given them back by the grant for totals. */
export function worksOut(departments: readonly DepartmentId[], { viewer, may, act }: Looks): boolean {
  const totals = may(viewer, act, { coordinate: 'Grade.total', anyRow: true });
  const back = (totals.granted ? totals.givesBack : undefined) ?? [];
  const others = departments.filter((each) => !back.includes(each));
  return (others.length === 0 && departments.length > 0) || may(viewer, act, { coordinate: 'IndicatorResult.points', madeOf: others }).granted;
}
