import { inPublishedOrder, rowsOf, type EnterpriseResult, type EvaluationState } from '../grading/assessment.js';
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

/** The rows of the viewer's enterprises that a filter chooses, in order. */
export function chosenGrades(
  of: AssessmentView,
  { classes, states, groups, zones, creditCodes }: GradeChoice,
  order: GradeOrder,
): readonly number[] {
  const { directory, assessment } = of;
  const rows = rowsOf(assessment);
  const ids = assessment.scheme.groups.map(({ id }) => id);
  const within = <T>(wanted: Wanted<T>, value: () => T | null | undefined) => {
    if (!wanted) return true;
    const its = value();
    return wanted.some((each) => each === its);
  };
  const chosen: number[] = [];
  const choose = (row: number): void => {
    if (
      of.isVisible(row) &&
      within(zones, () => directory.coded.zone.at(row)) &&
      within(creditCodes, () => directory.creditCodes[row]) &&
      within(states, () => rows.result(row).state) &&
      within(classes, () => rows.finalOf(row)) &&
      within(groups, () => ids[rows.groupOf(row)])
    )
      chosen.push(row);
  };
  // Rows stand by credit code.
  if (order === 'CREDIT_CODE_ASC') for (let row = 0; row < rows.size; row += 1) choose(row);
  else for (const row of inPublishedOrder(assessment)) choose(row);
  if (order === 'CREDIT_CODE_ASC' || order === 'RANK_ASC') return chosen;
  const results = chosen.map((row) => rows.result(row));
  return results.sort(ORDERS[order]).map(({ row }) => row);
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

const ORDERS: Record<Exclude<GradeOrder, 'RANK_ASC' | 'CREDIT_CODE_ASC'>, Order> = {
  // A sort keeps the order of groups where it finds nothing to change.
  RANK_DESC: (a, b) => {
    if (a.group !== b.group) return 0;
    if (a.rank === undefined || b.rank === undefined) return Number(a.rank === undefined) - Number(b.rank === undefined) || byCode(a, b);
    return b.rank - a.rank || byCode(a, b);
  },
  TOTAL_ASC: byTotal(1),
  TOTAL_DESC: byTotal(-1),
};
