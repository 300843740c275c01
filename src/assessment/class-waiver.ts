import type { Decision, May, SelectionAct } from '../access/may.js';
import { isGrantedOnRecord, type AsksOfRecord } from '../access/on-record.js';
import { Refusal } from '../access/refusal.js';
import type { DepartmentId } from '../grading/fact.js';
import { indicatorFacts } from '../grading/needed-facts.js';
import type { Condition, Group } from '../grading/scheme.js';
import { factsAsked } from './figure-thresholds.js';
import type { SeenAssessment } from './seen.js';

/** Who looks at classes. */
export interface LooksAtClasses extends AsksOfRecord {
  readonly may: May;
  readonly act: SelectionAct;
}

/** What tells a class, or gives it away. */
const CLASSES = ['Grade.class', 'Grade.initialClass', 'Grade.overrides'];

/**
 * The groups whose classes may be told: that an enterprise is between two cuts of a score, or on one side of a condition, says
 * where figures lie that the viewer does not see, and alone tells them where a scheme sets such numbers close. A grant for
 * classes says openly whose figures they may give back (`givesBack`); what it does not say they may not hang on. One on record
 * says so by being given.
 * @throws Refusal FORBIDDEN where states or groups do, which no grade can do without
 */
export function groupsWithClasses(of: SeenAssessment, looks: LooksAtClasses): readonly Group[] {
  const { scheme } = of.assessment;
  const { states, groups, overrides, inherits } = scheme;
  const asked = CLASSES.filter((coordinate) => looks.may(looks.viewer, looks.act, { coordinate, anyRow: true }).granted && !isGrantedOnRecord(coordinate, looks, false));
  if (asked.length === 0) return groups;
  const sees = sightOf(asked, looks);
  const hangsOn = (facts: readonly string[]) => facts.map((fact) => of.departmentOf(fact)).find((department) => !sees(department));
  const factsOfCondition = (when: Condition) => factsAsked(when, scheme.derived, scheme, of.assessment.year);
  const standing = hangsOn([...states, ...groups].map(({ when }) => when).concat(inherits ?? []).flatMap((when) => factsOfCondition(when)));
  if (standing) throw new Refusal('FORBIDDEN', `方案 ${scheme.id} 按 ${standing} 的数据划分状态或分组，而对该角色等级的授权没有明示可以由此反推 ${standing} 的数据；请联系 ${standing}`);
  const overridden = hangsOn(overrides.flatMap(({ when }) => factsOfCondition(when)));
  return groups.filter((group) => !overridden && !(group.classes?.by === 'score' && hangsOn(group.indicators.flatMap((each) => factsIn(of, each)))));
}

/** Whether the viewer sees a department's figures, or each of these fields may give them back wherever it is seen. */
function sightOf(coordinates: readonly string[], { viewer, may, act }: LooksAtClasses): (department: DepartmentId) => boolean {
  const back = coordinates.map((coordinate) => givesBack(may(viewer, act, { coordinate })));
  const open = new Map<DepartmentId, boolean>();
  return (department) => {
    const found = open.get(department) ?? (department === 'county' || back.every((departments) => departments.includes(department)) || may(viewer, act, { coordinate: 'FactSource.records', madeOf: [department], anyRow: true }).granted);
    open.set(department, found);
    return found;
  };
}

function givesBack(decision: Decision): readonly DepartmentId[] {
  return (decision.granted ? decision.givesBack : undefined) ?? [];
}

function factsIn({ assessment: { scheme, year } }: SeenAssessment, indicator: Group['indicators'][number]): readonly string[] {
  return indicatorFacts(scheme, indicator, year).map(({ fact }) => fact);
}
