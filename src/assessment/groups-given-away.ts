import { ToldFigures } from '../access/told-figures.js';
import type { Assessment } from '../grading/assessment.js';
import type { Group } from '../grading/scheme.js';
import { assessedOrNone, type OtherSchemes } from './assessments-beside.js';
import { hintsByRow, totalTies, type FigureHints } from './figure-hints.js';
import { rankTies } from './figures-beside.js';
import { inTurns, ordersOf, settle, spansIn, weigh, type Order } from './orders.js';
import type { SeenAssessment } from './seen.js';
import { seenParts, seesOf } from './sight.js';
import { treatmentConditions, type BesideTreatments } from './told-treatments.js';
import { standingInOrder, type BesideTotal } from './totals-in-force.js';

/** What totals and means under every scheme are set beside. */
export type BesideTotals = BesideTotal & BesideTreatments & OtherSchemes;

/** Of each assessment, the groups whose totals, and whose ranks, may be told by the texts. */
export type ByText = (of: SeenAssessment) => Promise<{ readonly totals: ReadonlySet<Group>; readonly ranks: ReadonlySet<Group> }>;

const NONE: ReadonlySet<Group> = new Set();

/** An assessment outlives the request: what its totals say beside others is worked out once for who sees the same. */
const worked = new WeakMap<Assessment, Map<string, Promise<ReadonlySet<Group>>>>();

/**
 * The groups whose totals and ranks are left out because, beside those and the classes under the other schemes in force, they
 * would tell a figure of some enterprise, though the texts alone leave it room: where its other parts stand at their ends.
 * They give way from the last scheme on, in the order in which totals are told, a whole group at a time. One scheme alone
 * tells none, so that nothing is looked at where a single one is in force.
 * @param also an assessment of now under a scheme that is not in force: it gives way before the others
 */
export async function groupsGivenAway(year: number, byText: ByText, beside: BesideTotals, also?: SeenAssessment): Promise<ReadonlySet<Group>> {
  const standing = standingInOrder(beside, year);
  if (standing.length + (also ? 1 : 0) < 2) return NONE;
  const version = await beside.version();
  const inForce = (await Promise.all(standing.map(({ scheme }) => assessedOrNone(scheme.id, { year, version }, beside)))).flat();
  const all = also ? [...inForce, also] : inForce;
  if (all.length < 2) return NONE;
  const told = new Map<SeenAssessment, Awaited<ReturnType<ByText>>>();
  for (const of of all) told.set(of, await byText(of));
  const kept = worked.get(all[0]!.assessment) ?? new Map<string, Promise<ReadonlySet<Group>>>();
  worked.set(all[0]!.assessment, kept);
  const key = JSON.stringify(all.map((of) => [of.scheme.digest, version, seenParts(of, seesOf(beside)), treatmentConditions(of, beside), [...told.get(of)!.totals].map(({ id }) => id), [...told.get(of)!.ranks].map(({ id }) => id)]));
  const found = kept.get(key) ?? workedOut(all, told, beside);
  kept.set(key, found);
  found.catch(() => kept.delete(key));
  return found;
}

async function workedOut(all: readonly SeenAssessment[], told: ReadonlyMap<SeenAssessment, Awaited<ReturnType<ByText>>>, beside: BesideTotals): Promise<ReadonlySet<Group>> {
  const away = new Set<Group>();
  for (;;) {
    const totals = new Map([...told].map(([of, { totals: its }]) => [of, new Set([...its].filter((group) => !away.has(group)))]));
    const hintsOf = hintsByRow(all, beside, { totals });
    const orders = all.flatMap((of) => ordersOf(of, beside).filter(({ group }) => told.get(of)!.ranks.has(group) && !away.has(group)));
    const rows = all[0]!.assessment.results.map(({ row }) => row);
    await settle(orders, rows, (row) => weigh(row, hintsOf(row), false, all, orders));
    const before = away.size;
    for await (const row of inTurns(rows)) {
      if (!isGivenAway(row, hintsOf(row), all, orders)) continue;
      const groups = all.flatMap((of) => of.assessment.results[row]?.group ?? []).filter((group) => !away.has(group) && all.some((of) => told.get(of)!.totals.has(group) || told.get(of)!.ranks.has(group)));
      if (groups.length > 0) away.add(groups.at(-1)!);
    }
    if (away.size === before) return away;
  }
}

/** Whether totals and ranks tell a figure of an enterprise that classes and conditions alone leave open. */
function isGivenAway(row: number, hints: FigureHints, all: readonly SeenAssessment[], orders: readonly Order[]): boolean {
  const classes = new ToldFigures([...hints.ratios, ...totalTies(all, row, hints)]);
  for (const { name, span } of hints.said) classes.know(name, span);
  return classes.giveAway([...hints.ties, ...rankTies(row, hints, all, spansIn(orders))]);
}
