import type { May, SelectionAct } from '../access/may.js';
import { zonesOf } from '../access/rows.js';
import type { Viewer } from '../access/viewer.js';
import type { DepartmentId } from '../grading/fact.js';
import { areSeen, type Sees } from './figure-behind.js';
import type { SeenAssessment } from './seen.js';

/** Who looks at figures. */
export interface Looks {
  readonly viewer: Viewer;
  readonly may: May;
  readonly act: SelectionAct;
}

/** What a viewer learns of single enterprises: bands beside their classes, totals where they are told any, or nothing. */
export type SightOfRows = 'BANDS' | 'TOTALS' | 'NONE';

export function sightOfRows({ viewer, may, act }: Looks): SightOfRows {
  if (zonesOf(viewer) !== undefined) return 'BANDS';
  return ['Grade.total', 'Grade.class', 'Grade.initialClass'].some((coordinate) => may(viewer, act, { coordinate, anyRow: true }).granted) ? 'TOTALS' : 'NONE';
}

/** Which parts of a scheme's indicators a viewer sees: who sees the same may be told the same. */
export function seenParts(of: SeenAssessment, sees: Sees): readonly boolean[] {
  return of.assessment.scheme.groups.flatMap(({ indicators }) => indicators.flatMap((each) => [sees(of.facts.ofNumerator(each)), sees(of.facts.ofDenominator(each))]));
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
