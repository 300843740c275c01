import type { Viewer } from '../access/viewer.js';
import { inPublishedOrder, type EnterpriseResult, type EvaluationState } from '../grading/assessment.js';
import type { SeenAssessment, SeenGrade } from './seen.js';
import { thereFor } from './there.js';
import type { OrderedGroups } from './told-total.js';

type Wanted<T> = readonly T[] | null | undefined;

/** Which grades; all conditions hold. */
export interface GradeChoice {
  /** Final classes. */
  readonly classes?: Wanted<string>;
  readonly states?: Wanted<EvaluationState>;
  readonly groups?: Wanted<string | number>;
  readonly zones?: Wanted<string>;
  readonly creditCodes?: Wanted<string>;
}

export type GradeOrder = 'RANK_ASC' | 'RANK_DESC' | 'TOTAL_ASC' | 'TOTAL_DESC' | 'CREDIT_CODE_ASC';

/**
 * The grades that a viewer may see and a filter chooses, in order.
 * @param told the groups whose totals and ranks the viewer may be told; of the others the order is that of credit codes
 */
export function chosenGrades(
  of: SeenAssessment,
  viewer: Viewer,
  { classes, states, groups, zones, creditCodes }: GradeChoice,
  order: GradeOrder,
  told: OrderedGroups,
): readonly SeenGrade[] {
  const within = <T>(wanted: Wanted<T>, value: T | null | undefined) => !wanted || wanted.some((each) => each === value);
  return inPublishedOrder(of.assessment)
    .flatMap((result): SeenGrade[] => {
      const record = thereFor(viewer, of, result.row);
      return record ? [{ of, result, record }] : [];
    })
    .filter(({ record }) => within(zones, record.zone))
    .filter(({ result }) => within(creditCodes, result.creditCode) && within(states, result.state))
    .filter(({ result }) => within(classes, result.final) && within(groups, result.group?.id))
    .sort((a, b) => ORDERS[order](a.result, b.result, told));
}

type Order = (a: EnterpriseResult, b: EnterpriseResult, told: OrderedGroups) => number;

const byCode = (a: EnterpriseResult, b: EnterpriseResult): number => (a.creditCode < b.creditCode ? -1 : Number(a.creditCode > b.creditCode));

/** Those without a total, or whose total may not be told, come last either way. */
const byTotal = (turn: 1 | -1): Order => (a, b, told) => {
  const [one, other] = [a, b].map(({ group, total }) => (group && told.byTotal.has(group) ? total : undefined));
  if (!one || !other) return Number(!one) - Number(!other) || byCode(a, b);
  return turn * one.compare(other) || byCode(a, b);
};

/** The published order is kept by a sort that finds nothing to change. */
const ORDERS: Record<GradeOrder, Order> = {
  RANK_ASC: (a, b, { byRank }) => (a.group !== b.group || !a.group || byRank.has(a.group) ? 0 : byCode(a, b)),
  RANK_DESC: (a, b, { byRank }) => {
    if (a.group !== b.group) return 0;
    if (a.group && !byRank.has(a.group)) return byCode(a, b);
    if (a.rank === undefined || b.rank === undefined) return Number(a.rank === undefined) - Number(b.rank === undefined) || byCode(a, b);
    return b.rank - a.rank || byCode(a, b);
  },
  TOTAL_ASC: byTotal(1),
  TOTAL_DESC: byTotal(-1),
  CREDIT_CODE_ASC: byCode,
};
