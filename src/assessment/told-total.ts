import { SAMPLE_GRANTS, type Grant } from '../access/grants.js';
import { hasPurpose, isMeant, namesField, type Decision, type May, type SelectionAct } from '../access/may.js';
import type { Viewer } from '../access/viewer.js';
import { sameYardstick, type Yardstick } from '../grading/benchmark.js';
import type { DepartmentId } from '../grading/fact.js';
import type { Group, Scheme } from '../grading/scheme.js';
import { independent, madeFrom, type Direction } from './direction.js';
import type { FurtherTotals } from './further-totals.js';
import { hiddenParts, type FactSight, type HiddenPart } from './hidden-points.js';
import type { SeenAssessment } from './seen.js';
import { toldByTotal } from './total-tells.js';

/** A scheme that is in force in a year. */
export interface InForce {
  readonly scheme: Scheme;
  readonly digest: string;
  departmentOf(fact: string): DepartmentId;
}

/** What a viewer may set beside a total. */
export interface BesideTotal {
  readonly viewer: Viewer;
  readonly may: May;
  readonly act: SelectionAct;
  readonly onRecord: readonly Grant[];
  readonly today: string;
  /** The data version now. */
  version(): Promise<number>;
  /** The schemes in force in the county in a year. */
  inForce(year: number): readonly InForce[];
  assess(schemeId: string, year: number, version: number): Promise<SeenAssessment>;
  kept<T>(of: object, key: string, work: () => T): T;
  readonly furtherTotals: FurtherTotals;
}

/** The groups that may be ordered by their totals, and by their ranks. */
export interface OrderedGroups {
  readonly byTotal: ReadonlySet<Group>;
  readonly byRank: ReadonlySet<Group>;
}

const GRANTED: Decision = { granted: true };

/**
 * Whether the totals of a group may be told to a viewer who may see totals: not where, beside the figures that the viewer
 * sees, they would give back one that is withheld. It is decided for the whole group by its scheme, the schemes in force
 * beside it and the yardsticks, so that a total left out tells nothing. A grant on record for totals waives it.
 * @returns granted, or for want of whose figures not
 */
export function totalsMayBeTold(of: SeenAssessment, group: Group | undefined, beside: BesideTotal): Promise<Decision> {
  if (!group || waived(beside)) return Promise.resolve(GRANTED);
  return beside.kept(of, `totals ${group.id}`, () => decided(of, group, beside));
}

/**
 * Whether the ranks of a group may be told to a viewer who works out a part of its totals: where scores cut, the totals of
 * those who stand at a cut are as good as known, and ranks lead from them to the others'. Decided by the scheme alone.
 */
export function ranksMayBeTold(of: SeenAssessment, group: Group | undefined, beside: BesideTotal): Decision {
  if (group?.classes?.by !== 'score' || waived(beside)) return GRANTED;
  return beside.kept(of, `ranks ${group.id}`, () => {
    const hidden = hiddenParts(of.scheme.scheme, group, of.assessment.year, sightOf(of.departmentOf, beside));
    return hidden.length < group.indicators.length ? refusalOf(toldByTotal(hidden, []), beside) : GRANTED;
  });
}

/** The groups whose totals, and those whose ranks, may be told: the others' are no order either. */
export async function groupsInOrder(of: SeenAssessment, beside: BesideTotal): Promise<OrderedGroups> {
  const { groups } = of.assessment.scheme;
  const totals = await Promise.all(groups.map((group) => totalsMayBeTold(of, group, beside)));
  return {
    byTotal: new Set(groups.filter((_, at) => totals[at]!.granted)),
    byRank: new Set(groups.filter((group) => ranksMayBeTold(of, group, beside).granted)),
  };
}

/** How many unseen parts further totals leave open at the least, once all equations of them are solved. */
const LEFT_OPEN = 2;

async function decided(of: SeenAssessment, group: Group, beside: BesideTotal): Promise<Decision> {
  const { scheme, assessment: { year } } = of;
  const standing = of.base ? undefined : beside.inForce(year).find(({ digest }) => digest === scheme.digest);
  const hidden = hiddenParts(scheme.scheme, group, year, sightOf(standing?.departmentOf ?? of.departmentOf, beside));
  if (hidden.length === 0) return GRANTED;
  const told = toldByTotal(hidden, [...toldAlone(year, beside), ...(standing ? toldBefore(scheme.scheme, year, beside) : [])]);
  if (told.length > 0) return refusalOf(told, beside);
  if (of.base) return refusalOf(hidden, beside);
  if (standing && (await isAsNow(of, group, hidden, beside))) return GRANTED;
  const equation = { year, of: `${scheme.digest} ${group.id}`, yardsticks: yardsticksOf(of, group, hidden) };
  return beside.furtherTotals.mayTell(equation, leftFor(hidden, year, beside)) ? GRANTED : refusalOf(hidden, beside);
}

/** How many further totals may be told of a year, so that neither a group's parts nor those of all schemes in force can be solved for. */
function leftFor(hidden: readonly HiddenPart[], year: number, beside: BesideTotal): number {
  const own = hidden.map(({ direction }) => direction);
  const standing = beside.inForce(year).flatMap(({ scheme, departmentOf }) =>
    scheme.groups.map((group) => hiddenParts(scheme, group, year, sightOf(departmentOf, beside)).map(({ direction }) => direction)).filter((parts) => parts.length > 0),
  );
  const within = standing.filter((parts) => parts.every((part) => madeFrom(part, own)));
  const all = independent([...own, ...standing.flat()], []);
  return Math.min(independent(own, []) - within.length, all - standing.length) - LEFT_OPEN;
}

/** Other yardsticks make another equation of the same figures. */
async function isAsNow(of: SeenAssessment, group: Group, hidden: readonly HiddenPart[], beside: BesideTotal): Promise<boolean> {
  const version = await beside.version();
  if (of.version === version) return true;
  const now = await beside.assess(of.scheme.digest, of.assessment.year, version);
  const today = yardsticksOf(now, group, hidden);
  return yardsticksOf(of, group, hidden).every((each, at) => sameYardstick(each, today[at]));
}

function yardsticksOf({ assessment }: SeenAssessment, group: Group, hidden: readonly HiddenPart[]): readonly (Yardstick | undefined)[] {
  const indicators = assessment.results.find((result) => result.group?.id === group.id)?.indicators;
  return hidden.map(({ id }) => indicators?.find((each) => each.id === id)?.yardstick);
}

/**
 * What the totals hang on that are told before a scheme's: those of earlier years, and in the same year of schemes with
 * more that is not seen, of equals of the one whose id comes first.
 */
function toldBefore(scheme: Scheme, year: number, beside: BesideTotal): readonly Direction[] {
  return beside.kept(scheme, `totals before ${year}`, () => {
    const told: Direction[] = [];
    for (const [of, standing] of inOrder(beside, year)) {
      if (standing.scheme === scheme && of === year) break;
      const before = [...told];
      for (const group of standing.scheme.groups) {
        const hidden = hiddenParts(standing.scheme, group, of, sightOf(standing.departmentOf, beside));
        if (toldByTotal(hidden, [...toldAlone(year, beside), ...before]).length === 0) told.push(...hidden.map(({ direction }) => direction));
      }
    }
    return told;
  });
}

/**
 * What the totals hang on that have one unseen part alone: those are withheld, but classes and ranks tell between what the
 * part lies, up to that it stands at its cap, so that it leaves another part beside it no room.
 */
function toldAlone(year: number, beside: BesideTotal): readonly Direction[] {
  return inOrder(beside, year).flatMap(([of, { scheme, departmentOf }]) =>
    scheme.groups.flatMap((group) => {
      const hidden = hiddenParts(scheme, group, of, sightOf(departmentOf, beside));
      return hidden.length === 1 ? [hidden[0]!.direction] : [];
    }),
  );
}

/** How many years back a figure may enter an indicator at the most. */
const YEARS_BACK = 3;

function inOrder(beside: BesideTotal, year: number): readonly (readonly [number, InForce])[] {
  const years = Array.from({ length: YEARS_BACK + 1 }, (_, back) => year - YEARS_BACK + back);
  const unseen = (of: number, { scheme, departmentOf }: InForce) => Math.max(0, ...scheme.groups.map((group) => hiddenParts(scheme, group, of, sightOf(departmentOf, beside)).length));
  return years.flatMap((of) =>
    [...beside.inForce(of)]
      .sort((a, b) => unseen(of, b) - unseen(of, a) || (a.scheme.id < b.scheme.id ? -1 : 1))
      .map((standing) => [of, standing] as const),
  );
}

/** What the viewer sees, or may be given back by the grant for totals. */
function sightOf(departmentOf: FactSight['departmentOf'], { viewer, may, act }: BesideTotal): FactSight {
  const givenBack = SAMPLE_GRANTS.flatMap((grant) => (grant.role === viewer.role && namesField(grant, 'Grade.total') ? (grant.givesBack ?? []) : []));
  return {
    departmentOf,
    sees(departments) {
      const others = departments.filter((each) => !givenBack.includes(each));
      return (others.length === 0 && departments.length > 0) || may(viewer, act, { coordinate: 'IndicatorResult.points', madeOf: others }).granted;
    },
  };
}

function refusalOf(parts: readonly HiddenPart[], { viewer, may, act }: BesideTotal): Decision {
  const [first] = parts;
  return first ? may(viewer, act, { coordinate: 'IndicatorResult.points', madeOf: first.departments }) : GRANTED;
}

function waived({ viewer, act, today, onRecord }: BesideTotal): boolean {
  return onRecord.some((grant) => grant.role === viewer.role && namesField(grant, 'Grade.total') && isMeant(grant, { viewer, act, today, anyRow: true }) && hasPurpose(grant, viewer));
}
