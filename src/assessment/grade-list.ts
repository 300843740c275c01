import { inPublishedOrder, type EnterpriseResult, type EvaluationState } from '../grading/assessment.js';
import type { AssessmentView } from './views.js';

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

/** The results of the viewer's enterprises that a filter chooses, in order. */
export function chosenGrades(
  of: AssessmentView,
  { classes, states, groups, zones, creditCodes }: GradeChoice,
  order: GradeOrder,
): readonly EnterpriseResult[] {
  const within = <T>(wanted: Wanted<T>, value: T | null | undefined) => !wanted || wanted.some((each) => each === value);
  const chosen = inPublishedOrder(of.assessment).filter((result) => {
    const record = of.visible(result.row);
    return (
      record !== undefined &&
      within(zones, record.zone) &&
      within(creditCodes, result.creditCode) &&
      within(states, result.state) &&
      within(classes, result.final) &&
      within(groups, result.group?.id)
    );
  });
  // The published order is that of ranks already.
  return order === 'RANK_ASC' ? chosen : chosen.sort(ORDERS[order]);
}

type Order = (a: EnterpriseResult, b: EnterpriseResult) => number;

const byCode: Order = (a, b) => (a.creditCode < b.creditCode ? -1 : Number(a.creditCode > b.creditCode));

/** Those without a total come last either way. */
const byTotal =
  (turn: 1 | -1): Order =>
  (a, b) => {
    if (!a.total || !b.total) return Number(!a.total) - Number(!b.total) || byCode(a, b);
    return turn * a.total.compare(b.total) || byCode(a, b);
  };

const ORDERS: Record<Exclude<GradeOrder, 'RANK_ASC'>, Order> = {
  // A sort keeps the order of groups where it finds nothing to change.
  RANK_DESC: (a, b) => {
    if (a.group !== b.group) return 0;
    if (a.rank === undefined || b.rank === undefined) return Number(a.rank === undefined) - Number(b.rank === undefined) || byCode(a, b);
    return b.rank - a.rank || byCode(a, b);
  },
  TOTAL_ASC: byTotal(1),
  TOTAL_DESC: byTotal(-1),
  CREDIT_CODE_ASC: byCode,
};
