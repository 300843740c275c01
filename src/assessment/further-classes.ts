import { Refusal } from '../access/refusal.js';
import type { Tie } from '../access/told-figures.js';
import type { Condition, Scheme } from '../grading/scheme.js';
import { thresholdsIn } from '../grading/thresholds.js';
import { assessmentsBefore } from './assessments-beside.js';
import { saying, sidesOfClasses, sidesOfConditions } from './class-sides.js';
import { figureHints, hintsByRow, totalTies, type FigureHints } from './figure-hints.js';
import { askedIn, conditionsOf, saidByThresholds } from './figure-thresholds.js';
import { figuresBeside, rankTies } from './figures-beside.js';
import type { BesideTotals } from './groups-given-away.js';
import { holdersTold } from './means-beside-totals.js';
import { inTurns, ordersOf, settle, spansIn, weigh, type Order } from './orders.js';
import type { SeenAssessment } from './seen.js';
import { seesOf } from './sight.js';
import { treatmentConditions } from './told-treatments.js';
import { toldNowOrThen } from './told-total.js';

/**
 * The rows whose classes by a scheme that is not in force may not be told to a viewer who sees classes and totals of single
 * enterprises but not all their figures: where one of the classes by score, or a side of an override's threshold, whichever is
 * its own, would tell a figure beside all that is told under the schemes in force and those not in force told of before. That
 * hangs on what is told beside it, not on the class. And those of the holders of a mean under one of these schemes, where
 * beside all of their classes it would tell a figure of one.
 * @throws Refusal FORBIDDEN where a side of a threshold of states or groups would, which no grade can do without
 */
export async function furtherClassesThatTell(of: SeenAssessment, looks: BesideTotals): Promise<ReadonlySet<number>> {
  const before = await assessmentsBefore(of, looks);
  const closed = new Set<number>();
  if (before.length === 0 || !(saysBounds(of.assessment.scheme) || treatmentConditions(of, looks).length > 0)) return closed;
  const told = new Map(await Promise.all(before.map(async (each) => [each, await toldNowOrThen(each, looks)] as const)));
  const totals = new Map([...told].map(([each, its]) => [each, its.totals]));
  const hintsOf = hintsByRow(before, looks, { totals, naming: [of] });
  const rows = of.assessment.results.map(({ row }) => row);
  const orders = before.flatMap((each) => ordersOf(each, looks).filter(({ group }) => told.get(each)!.ranks.has(group)));
  await settle(orders, rows, (row) => weigh(row, hintsOf(row), false, before, orders));
  const { scheme } = of.assessment;
  for await (const row of inTurns(rows)) {
    const beside = besideRow(row, { of, before, hints: hintsOf(row), orders }, looks);
    if (beside.standing.some((side) => beside.tells([side]))) {
      throw new Refusal('FORBIDDEN', `方案 ${scheme.id} 不是本县 ${of.assessment.year} 年度现行方案；它划分状态或分组所问的数据，与已告知的评价结果并列可能反推出未授权的数据：请按现行方案查询`);
    }
    if ([...beside.classes, []].some((one) => [...beside.overrides.map((side) => [side]), []].some((other) => beside.tells([...beside.own, ...one, ...other])))) closed.add(row);
  }
  const further = hintsByRow([...before, of], looks, { totals });
  for (const holders of holdersTold(before, hintsOf, (row) => (closed.has(row) ? hintsOf(row) : further(row)), looks)) for (const row of holders) closed.add(row);
  return closed;
}

/** Whether classes or conditions of a scheme say between what numbers something lies. */
function saysBounds(scheme: Scheme): boolean {
  return scheme.groups.some(({ classes }) => classes?.by === 'score') || conditionsOf(scheme).flatMap(thresholdsIn).length > 0;
}

/** What is told of an enterprise before it is told of under a scheme. */
interface ToldBefore {
  readonly of: SeenAssessment;
  readonly before: readonly SeenAssessment[];
  readonly hints: FigureHints;
  readonly orders: readonly Order[];
}

/** What a scheme could say of an enterprise: by each side of what its states and groups ask, by each class, by each side of its overrides. */
interface BesideRow {
  readonly standing: readonly Tie[];
  /** The sides of these that are its own. */
  readonly own: readonly Tie[];
  readonly classes: readonly (readonly Tie[])[];
  readonly overrides: readonly Tie[];
  /** Whether these would tell a figure beside what is told before, and do not alone, which the grants for classes waive. */
  tells(more: readonly Tie[]): boolean;
}

function besideRow(row: number, { of, before, hints, orders }: ToldBefore, looks: BesideTotals): BesideRow {
  const wide = figureHints([...before, of], row, looks);
  const sees = looks.kept(looks.viewer, 'sees', () => seesOf(looks));
  const { standing, overrides } = looks.kept(of.assessment.scheme, 'conditions apart', () => conditionsApart(of.assessment.scheme));
  const own = saidByThresholds(of, row, askedIn(standing.map((each) => [each, of.assessment.scheme.derived] as const)), wide.figures, sees);
  const alone = [...wide.ratios, ...totalTies(before, row, wide)];
  const beyond = [...alone, ...hints.ties, ...rankTies(row, hints, before, spansIn(orders)), ...(hints.treated ?? []).map(saying)];
  const known = figuresBeside({ said: hints.said, bands: [] }, beyond);
  return {
    standing: sidesOfConditions(of, standing, wide, sees).map(saying),
    own: own.map(saying),
    classes: sidesOfClasses(of, of.assessment.results[row]!, wide),
    overrides: sidesOfConditions(of, overrides, wide, sees).map(saying),
    tells: (more) => known.giveAway([...beyond, ...more]) && figuresBeside({ said: hints.saidBySchemes, bands: [] }, [...alone, ...more]).giveAway([...beyond, ...more]),
  };
}

function conditionsApart({ states, groups, inherits, overrides }: Scheme): Readonly<Record<'standing' | 'overrides', readonly Condition[]>> {
  return { standing: [...states, ...groups].map(({ when }) => when).concat(inherits ?? []), overrides: overrides.map(({ when }) => when) };
}
