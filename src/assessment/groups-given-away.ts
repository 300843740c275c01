import type { Assessment } from '../grading/assessment.js';
import type { Group } from '../grading/scheme.js';
import { assessedOrNone, assessmentsBefore, type OtherSchemes } from './assessments-beside.js';
import { isFurther } from './further.js';
import { hintsByRow, totalTies, type FigureHints } from './figure-hints.js';
import { figuresBeside, rankTies } from './figures-beside.js';
import { inTurns, ordersOf, rounds, spansIn, weigh, type Order } from './orders.js';
import type { SeenAssessment } from './seen.js';
import { seenParts, seesOf } from './sight.js';
import { treatmentConditions, type BesideTreatments } from './told-treatments.js';
import { standingInOrder, type BesideTotal } from './totals-in-force.js';

/** What totals and means under every scheme are set beside. */
export type BesideTotals = BesideTotal & BesideTreatments & OtherSchemes;

/** The groups of an assessment whose totals, and those whose ranks, are told. */
export interface ToldGroups {
  readonly totals: ReadonlySet<Group>;
  readonly ranks: ReadonlySet<Group>;
}

/** What is asked of a scheme that is not in force: its ranks, or its totals beside the ranks that are told. */
export interface Asked {
  readonly of: SeenAssessment;
  readonly what: 'totals' | 'ranks';
}

/** Which are told of an assessment, before what all tell together is looked at. */
export type ToldOf = (of: SeenAssessment) => Promise<ToldGroups>;

const NONE: ReadonlySet<Group> = new Set();
/** After how many rounds of orders it is looked whether anything tells, beside the last. */
const LOOKED_AT = [2, 6];

/** An assessment outlives the request: what its totals say beside others is worked out once for who sees the same. */
const worked = new WeakMap<Assessment, Map<string, Promise<ReadonlySet<Group>>>>();

/**
 * The groups whose totals and ranks are left out because, beside those and the classes under the other schemes in force, they
 * would tell a figure of some enterprise, though the texts alone leave it room: where its other parts stand at their ends.
 * They give way from the last scheme on, in the order in which totals are told, a whole group at a time. One scheme alone
 * tells none, so that nothing is looked at where a single one is in force.
 * @param asked of a scheme that is not in force: beside those in force and those not in force told of before, it alone gives way
 */
export async function groupsGivenAway(year: number, toldOf: ToldOf, beside: BesideTotals, asked?: Asked): Promise<ReadonlySet<Group>> {
  const also = asked?.of;
  if (!also && standingInOrder(beside, year).length < 2) return NONE;
  const version = also?.version ?? (await beside.version());
  const standing = await inForceInOrder(year, version, beside);
  const further = also ? (await assessmentsBefore(also, beside)).filter((of) => isFurther(of, beside)) : [];
  const all = [...standing, ...further, ...(also ? [also] : [])];
  if (all.length < 2) return NONE;
  const told = new Map<SeenAssessment, ToldGroups>();
  for (const of of all) told.set(of, await toldOf(of));
  const kept = worked.get(all[0]!.assessment) ?? new Map<string, Promise<ReadonlySet<Group>>>();
  worked.set(all[0]!.assessment, kept);
  const key = JSON.stringify([asked?.what, ...all.map((of) => [of.scheme.digest, version, seenParts(of, seesOf(beside)), treatmentConditions(of, beside), [...(of.unclassed ?? [])], [...told.get(of)!.totals].map(({ id }) => id), [...told.get(of)!.ranks].map(({ id }) => id)])]);
  const found = kept.get(key) ?? workedOut(all, told, beside, asked);
  kept.set(key, found);
  found.catch(() => kept.delete(key));
  return found;
}

async function inForceInOrder(year: number, version: number, beside: BesideTotals): Promise<readonly SeenAssessment[]> {
  return (await Promise.all(standingInOrder(beside, year).map(({ digest }) => assessedOrNone(digest, { year, version }, beside.assessAsTold)))).flat();
}

async function workedOut(all: readonly SeenAssessment[], told: ReadonlyMap<SeenAssessment, ToldGroups>, beside: BesideTotals, asked: Asked | undefined): Promise<ReadonlySet<Group>> {
  const away = new Set<Group>();
  for (;;) {
    const left = new Map([...told].map(([of, { totals, ranks }]) => [of, { totals: without(totals, away), ranks: asked?.what === 'totals' ? ranks : without(ranks, away) }]));
    const more = await moreGivenAway(all, left, beside, asked);
    if (more.size === 0) return away;
    for (const group of more) away.add(group);
  }
}

/** The last group of each enterprise of which totals and ranks tell a figure; none of those that another such group may account for. */
async function moreGivenAway(all: readonly SeenAssessment[], told: ReadonlyMap<SeenAssessment, ToldGroups>, beside: BesideTotals, asked: Asked | undefined): Promise<ReadonlySet<Group>> {
  const hintsOf = hintsByRow(all, beside, { totals: new Map([...told].map(([of, { totals }]) => [of, totals])) });
  const orders = all.flatMap((of) => ordersOf(of, beside).filter(({ group }) => told.get(of)!.ranks.has(group)));
  const rows = all[0]!.assessment.results.map(({ row }) => row);
  const giving = asked ? [asked.of] : all;
  const groupsLeft = giving.flatMap((of) => of.assessment.scheme.groups.filter((group) => told.get(of)!.totals.has(group) || (asked?.what !== 'totals' && told.get(of)!.ranks.has(group))));
  const more = new Set<Group>();
  let round = 0;
  for await (const moves of rounds(orders, rows, (row) => weigh(row, hintsOf(row), false, all, orders))) {
    round += 1;
    // What tells soon need not be followed to its end.
    if (moves && !LOOKED_AT.includes(round)) continue;
    for await (const row of inTurns(rows)) {
      if (!isGivenAway(row, hintsOf(row), all, orders)) continue;
      const its = groupsLeft.filter((group) => giving.some((of) => of.assessment.results[row]?.group === group));
      // Of an enterprise in none of them, what ranks say of others tells it.
      const groups = its.length > 0 ? its : groupsLeft;
      if (groups.length > 0 && !groups.some((group) => more.has(group))) more.add(groups.at(-1)!);
    }
    if (more.size > 0) return more;
  }
  return more;
}

function without(groups: ReadonlySet<Group>, away: ReadonlySet<Group>): ReadonlySet<Group> {
  return new Set([...groups].filter((group) => !away.has(group)));
}

/** Whether totals and ranks tell a figure of an enterprise that classes and conditions alone leave open. */
function isGivenAway(row: number, hints: FigureHints, all: readonly SeenAssessment[], orders: readonly Order[]): boolean {
  const classes = figuresBeside({ said: hints.said, bands: [] }, [...hints.ratios, ...totalTies(all, row, hints)]);
  return classes.giveAway([...hints.ties, ...rankTies(row, hints, all, spansIn(orders))]);
}
