import type { Decision } from '../access/may.js';
import { isGrantedOnRecord } from '../access/on-record.js';
import type { Group } from '../grading/scheme.js';
import { assessedOrNone, assessmentsBefore, assessmentsBeside } from './assessments-beside.js';
import { areSeen } from './figure-behind.js';
import { groupsGivenAway, type BesideTotals, type ToldGroups, type ToldOf } from './groups-given-away.js';
import { hiddenParts, type HiddenPart } from './hidden-points.js';
import { meansWouldTell } from './means-beside-totals.js';
import { orderMayBeTold } from './ordered-figure.js';
import { ranksBeside } from './ranks-beside.js';
import type { SeenAssessment } from './seen.js';
import { sightOfRows } from './sight.js';
import { toldByTotal } from './total-tells.js';
import { writtenYardstick } from './told-equations.js';
import { leftFor, sightOf, toldAlone, toldBefore, type BesideTotal } from './totals-in-force.js';

/** The groups that may be ordered by their totals, and by their ranks. */
export interface OrderedGroups {
  readonly byTotal: ReadonlySet<Group>;
  readonly byRank: ReadonlySet<Group>;
}

const GRANTED: Decision = { granted: true };

/**
 * Whether the totals of a group may be told to a viewer who may see totals: not where, beside the figures that the viewer
 * sees, they would give back one that is withheld. It is decided for the whole group, by its scheme, the schemes in force
 * beside it and the yardsticks, and then by what all of
 * them tell together ({@link groupsGivenAway}). A grant on record for totals waives it.
 * @returns granted, or for want of whose figures not
 */
export function totalsMayBeTold(of: SeenAssessment, group: Group | undefined, beside: BesideTotals): Promise<Decision> {
  if (!group || isGrantedOnRecord('Grade.total', beside)) return Promise.resolve(GRANTED);
  return beside.kept(of, `totals ${group.id}`, async () => {
    const decision = await byText(of, group, beside);
    return decision.granted ? besideOthers(of, group, 'totals', beside) : decision;
  });
}

/**
 * Whether the ranks of a group may be told to a viewer who works out a part of its totals: where scores cut, the totals of
 * those who stand at a cut are as good as known, and ranks lead from them to the others'. Nor where the order of one figure
 * would tell it ({@link orderMayBeTold}).
 */
export function ranksMayBeTold(of: SeenAssessment, group: Group | undefined, beside: BesideTotals): Promise<Decision> {
  if (!group || isGrantedOnRecord('Grade.total', beside)) return Promise.resolve(GRANTED);
  return beside.kept(of, `ranks ${group.id}`, async () => {
    const decision = ranksByText(of, group, beside);
    if (!decision.granted) return decision;
    return sightOfRows(beside) === 'BANDS' ? besideBands(of, group, beside) : besideOthers(of, group, 'ranks', beside);
  });
}

function ranksByText(of: SeenAssessment, group: Group, beside: BesideTotals): Decision {
  return beside.kept(of, `ranks by text ${group.id}`, () => {
    const order = orderMayBeTold(of, group, beside);
    if (!order.granted || group.classes?.by !== 'score') return order;
    const hidden = hiddenParts(of.scheme.scheme, group, of.assessment.year, sightOf(of.departmentOf, of.assessment.year, beside));
    return hidden.length < group.indicators.length ? refusalOf(toldByTotal(hidden, []), beside) : GRANTED;
  });
}

/**
 * The groups whose totals, and those whose ranks, may be told: the others' are no order either.
 * @param byTotal whether totals order anything; where they do not, none is told
 */
export async function groupsInOrder(of: SeenAssessment, byTotal: boolean, beside: BesideTotals): Promise<OrderedGroups> {
  return {
    byTotal: byTotal ? (await totalsTold([of], beside)).get(of)! : new Set(),
    byRank: (await ranksTold([of], beside)).get(of)!,
  };
}

/** The groups of each assessment whose totals may be told. */
export async function totalsTold(all: readonly SeenAssessment[], beside: BesideTotals): Promise<ReadonlyMap<SeenAssessment, ReadonlySet<Group>>> {
  return groupsTold(all, (of, group) => totalsMayBeTold(of, group, beside));
}

/** The groups of each assessment whose ranks may be told. */
export async function ranksTold(all: readonly SeenAssessment[], beside: BesideTotals): Promise<ReadonlyMap<SeenAssessment, ReadonlySet<Group>>> {
  return groupsTold(all, (of, group) => ranksMayBeTold(of, group, beside));
}

async function groupsTold(all: readonly SeenAssessment[], may: (of: SeenAssessment, group: Group) => Promise<Decision>): Promise<ReadonlyMap<SeenAssessment, ReadonlySet<Group>>> {
  const toldOf = async (of: SeenAssessment) => {
    const { groups } = of.assessment.scheme;
    const decisions = await Promise.all(groups.map((group) => may(of, group)));
    return new Set(groups.filter((_, at) => decisions[at]!.granted));
  };
  return new Map(await Promise.all(all.map(async (of) => [of, await toldOf(of)] as const)));
}

/** Whether what totals and ranks of all schemes in force say together leaves every figure open. */
async function besideOthers(of: SeenAssessment, group: Group, what: 'totals' | 'ranks', beside: BesideTotals): Promise<Decision> {
  if (of.base || sightOfRows(beside) !== 'TOTALS') return GRANTED;
  const { year } = of.assessment;
  const isStanding = beside.inForce(year).some(({ digest }) => digest === of.scheme.digest);
  const also = isStanding ? undefined : of;
  // What ranks alone say needs no totals on record; totals are then set beside the ranks that are told.
  const toldOf: ToldOf = async (each) => {
    if (!also) return toldByText(each, true, beside);
    if (each !== also) return toldNowOrThen(each, beside);
    const own = await toldByText(each, what === 'totals', beside);
    return what === 'totals' ? { ...own, ranks: (await ranksTold([each], beside)).get(each)! } : own;
  };
  const away = await beside.kept(also ?? beside.viewer, `groups given away ${year} ${also ? what : ''}`, () => groupsGivenAway(year, toldOf, beside, also && { of: also, what }));
  // A text that was read again has groups of its own.
  const isAway = also ? [...away].some(({ id }) => id === group.id) : away.has(group);
  const tells = isAway || (also !== undefined && what === 'totals' && (await meansTell(also, group, toldOf, beside)));
  return tells ? refusalOf(hiddenParts(of.scheme.scheme, group, year, sightOf(of.departmentOf, year, beside)), beside) : GRANTED;
}

/** Whether all totals that the texts leave to a scheme not in force would tell, beside means told before, of an enterprise of a group. */
async function meansTell(of: SeenAssessment, group: Group, toldOf: ToldOf, beside: BesideTotals): Promise<boolean> {
  const before = await assessmentsBefore(of, beside);
  const totals = new Map(await Promise.all(before.map(async (each) => [each, (await toldOf(each)).totals] as const)));
  return meansWouldTell(of, { group, told: (await toldOf(of)).totals }, totals, beside);
}

/** Whether what ranks of all schemes say beside classes leaves every figure open. */
async function besideBands(of: SeenAssessment, group: Group, beside: BesideTotals): Promise<Decision> {
  const version = await beside.version();
  const { scheme, year } = of.assessment;
  // Of an earlier data version none is told that is not told now.
  const looked = of.version === version ? [of] : [of, ...(await assessedOrNone(scheme.id, { year, version }, beside.assess))];
  const unranked = await Promise.all(looked.map(async (each) => (await ranksBeside(await assessmentsBeside(each, beside), beside)).unranked.has(group)));
  if (!unranked.includes(true)) return GRANTED;
  const hidden = group.indicators.flatMap((each) => of.madeOf(each)).filter((department) => !areSeen([{ department }]));
  return beside.may(beside.viewer, beside.act, { coordinate: 'IndicatorResult.value', madeOf: [...new Set(hidden)] });
}

/** The groups of an assessment whose totals and ranks are told. */
async function toldIn(of: SeenAssessment, beside: BesideTotals): Promise<ToldGroups> {
  return { totals: (await totalsTold([of], beside)).get(of)!, ranks: (await ranksTold([of], beside)).get(of)! };
}

/** The same; of an earlier data version those that are told now too, which are of the same figures mostly. */
export async function toldNowOrThen(of: SeenAssessment, beside: BesideTotals): Promise<ToldGroups> {
  const [then, now] = [await toldIn(of, beside), await toldNow(of, beside)];
  return { totals: new Set([...then.totals, ...now.totals]), ranks: new Set([...then.ranks, ...now.ranks]) };
}

/** The groups of an assessment whose totals and ranks are told at the data version of now. */
export async function toldNow(of: SeenAssessment, beside: BesideTotals): Promise<ToldGroups> {
  const version = await beside.version();
  const [now] = of.version === version ? [of] : await assessedOrNone(of.scheme.digest, { year: of.assessment.year, version }, beside.assessAsTold);
  const told = now && (await toldIn(now, beside));
  const named = (groups: ReadonlySet<Group> | undefined) => new Set(of.assessment.scheme.groups.filter(({ id }) => [...(groups ?? [])].some((each) => each.id === id)));
  return { totals: named(told?.totals), ranks: named(told?.ranks) };
}

async function toldByText(of: SeenAssessment, withTotals: boolean, beside: BesideTotals): Promise<ToldGroups> {
  const { groups } = of.assessment.scheme;
  const totals = await Promise.all(withTotals ? groups.map((group) => byText(of, group, beside)) : []);
  return { totals: new Set(groups.filter((_, at) => totals[at]?.granted)), ranks: new Set(groups.filter((group) => ranksByText(of, group, beside).granted)) };
}

async function byText(of: SeenAssessment, group: Group, beside: BesideTotal): Promise<Decision> {
  const { scheme, assessment: { year } } = of;
  const standing = of.base ? undefined : beside.inForce(year).find(({ digest }) => digest === scheme.digest);
  const hidden = hiddenParts(scheme.scheme, group, year, sightOf(standing?.departmentOf ?? of.departmentOf, year, beside));
  if (hidden.length === 0) return GRANTED;
  const told = toldByTotal(hidden, [...toldAlone(year, beside), ...(standing ? toldBefore(scheme.scheme, year, beside) : [])]);
  if (told.length > 0) return refusalOf(told, beside);
  if (of.base) return refusalOf(hidden, beside);
  if (standing && (await isAsNow(of, group, hidden, beside))) return GRANTED;
  const equation = { of: `${scheme.digest} ${group.id}`, yardsticks: yardsticksOf(of, group, hidden) };
  return (await beside.furtherTotals.mayTell(year, equation, leftFor(hidden, year, beside))) ? GRANTED : refusalOf(hidden, beside);
}

/** Other yardsticks make another equation of the same figures. */
async function isAsNow(of: SeenAssessment, group: Group, hidden: readonly HiddenPart[], beside: BesideTotal): Promise<boolean> {
  const version = await beside.version();
  if (of.version === version) return true;
  const now = await beside.assess(of.scheme.digest, of.assessment.year, version);
  const today = yardsticksOf(now, group, hidden);
  return yardsticksOf(of, group, hidden).every((each, at) => each === today[at]);
}

function yardsticksOf({ assessment }: SeenAssessment, group: Group, hidden: readonly HiddenPart[]): readonly string[] {
  const indicators = assessment.results.find((result) => result.group?.id === group.id)?.indicators;
  return hidden.map(({ id }) => `${id} ${writtenYardstick(indicators?.find((each) => each.id === id)?.yardstick)}`);
}

function refusalOf(parts: readonly HiddenPart[], { viewer, may, act }: BesideTotal): Decision {
  const [first] = parts;
  return first ? may(viewer, act, { coordinate: 'IndicatorResult.points', madeOf: first.departments }) : GRANTED;
}
