import type { Decision, May, SelectionAct } from '../access/may.js';
import { isGrantedOnRecord, type AsksOfRecord } from '../access/on-record.js';
import { Refusal } from '../access/refusal.js';
import type { DepartmentId } from '../grading/fact.js';
import { indicatorFacts } from '../grading/needed-facts.js';
import { thresholdsIn } from '../grading/thresholds.js';
import type { Condition, Group } from '../grading/scheme.js';
import { factsOf } from './figure-thresholds.js';
import type { SeenAssessment } from './seen.js';

/** Who looks at classes. */
export interface LooksAtClasses extends AsksOfRecord {
  readonly may: May;
  readonly act: SelectionAct;
}

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
  const decision = looks.may(looks.viewer, looks.act, { coordinate: 'Grade.class', anyRow: true });
  if (!decision.granted || isGrantedOnRecord('Grade.class', looks)) return groups;
  const sees = sightOf(decision, looks);
  const hangsOn = (facts: readonly string[]) => facts.map((fact) => of.departmentOf(fact)).find((department) => !sees(department));
  const standing = hangsOn([...states, ...groups].map(({ when }) => when).concat(inherits ?? []).flatMap((when) => askedBy(of, when)));
  if (standing) throw new Refusal('FORBIDDEN', `方案 ${scheme.id} 按 ${standing} 的数据划分状态或分组，而对该角色等级的授权没有明示可以由此反推 ${standing} 的数据；请联系 ${standing}`);
  const overridden = hangsOn(overrides.flatMap(({ when }) => askedBy(of, when)));
  return groups.filter((group) => !overridden && !(group.classes?.by === 'score' && hangsOn(group.indicators.flatMap((each) => factsIn(of, each)))));
}

/** Whether the viewer sees a department's figures, or classes may give them back. */
function sightOf(decision: Decision & { readonly granted: true }, { viewer, may, act }: LooksAtClasses): (department: DepartmentId) => boolean {
  const open = new Map<DepartmentId, boolean>();
  return (department) => {
    const found = open.get(department) ?? (department === 'county' || (decision.givesBack ?? []).includes(department) || may(viewer, act, { coordinate: 'FactSource.records', madeOf: [department], anyRow: true }).granted);
    open.set(department, found);
    return found;
  };
}

/** The facts that the thresholds of a condition are on. */
function askedBy(of: SeenAssessment, condition: Condition): readonly string[] {
  const { groups, derived } = of.assessment.scheme;
  return thresholdsIn(condition).flatMap((threshold) => {
    if (threshold.of === 'fact') return factsOf(threshold.id, derived);
    return groups.flatMap(({ indicators }) => indicators.filter(({ id }) => id === threshold.id)).flatMap((each) => factsIn(of, each));
  });
}

function factsIn({ assessment: { scheme, year } }: SeenAssessment, indicator: Group['indicators'][number]): readonly string[] {
  return indicatorFacts(scheme, indicator, year).map(({ fact }) => fact);
}
