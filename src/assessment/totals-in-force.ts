import type { Grant } from '../access/grants.js';
import type { May, SelectionAct } from '../access/may.js';
import type { Viewer } from '../access/viewer.js';
import type { DepartmentId } from '../grading/fact.js';
import type { Scheme } from '../grading/scheme.js';
import { setsFor } from '../policy/treatment-match.js';
import type { TreatmentSet } from '../policy/treatment.js';
import { independent, madeFrom, type Direction } from './direction.js';
import type { FurtherTotals } from './further-totals.js';
import { conditionsOf } from './figure-thresholds.js';
import { askedAbout, hiddenParts, type FactSight, type HiddenPart } from './hidden-points.js';
import type { SeenAssessment } from './seen.js';
import { worksOut } from './sight.js';
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
  readonly furtherTotals: Pick<FurtherTotals, 'mayTell'>;
  /** Every set of treatments known. */
  readonly treatmentSets: readonly TreatmentSet[];
}

/** How many unseen parts further totals leave open at the least, once all equations of them are solved. */
const LEFT_OPEN = 2;

/** How many further totals may be told of a year, so that neither a group's parts nor those of all schemes in force can be solved for. */
export function leftFor(hidden: readonly HiddenPart[], year: number, beside: BesideTotal): number {
  const own = hidden.map(({ direction }) => direction);
  const standing = beside.inForce(year).flatMap(({ scheme, departmentOf }) =>
    scheme.groups.map((group) => hiddenParts(scheme, group, year, sightOf(departmentOf, year, beside)).map(({ direction }) => direction)).filter((parts) => parts.length > 0),
  );
  const within = standing.filter((parts) => parts.every((part) => madeFrom(part, own)));
  const all = independent([...own, ...standing.flat()], []);
  return Math.min(independent(own, []) - within.length, all - standing.length) - LEFT_OPEN;
}

/**
 * What the totals hang on that are told before a scheme's: those of earlier years, and in the same year of schemes with
 * more that is not seen, of equals of the one whose id comes first.
 */
export function toldBefore(scheme: Scheme, year: number, beside: BesideTotal): readonly Direction[] {
  return beside.kept(scheme, `totals before ${year}`, () => {
    const told: Direction[] = [];
    for (const [of, standing] of inOrder(beside, year)) {
      if (standing.scheme === scheme && of === year) break;
      const before = [...told];
      for (const group of standing.scheme.groups) {
        const hidden = hiddenParts(standing.scheme, group, of, sightOf(standing.departmentOf, of, beside));
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
export function toldAlone(year: number, beside: BesideTotal): readonly Direction[] {
  return inOrder(beside, year).flatMap(([of, { scheme, departmentOf }]) =>
    scheme.groups.flatMap((group) => {
      const hidden = hiddenParts(scheme, group, of, sightOf(departmentOf, of, beside));
      return hidden.length === 1 ? [hidden[0]!.direction] : [];
    }),
  );
}

/** How many years back a figure may enter an indicator at the most. */
const YEARS_BACK = 3;

function inOrder(beside: BesideTotal, year: number): readonly (readonly [number, InForce])[] {
  const years = Array.from({ length: YEARS_BACK + 1 }, (_, back) => year - YEARS_BACK + back);
  return years.flatMap((of) => standingInOrder(beside, of).map((standing) => [of, standing] as const));
}

/** The schemes in force in a year, in the order in which their totals are told. */
export function standingInOrder(beside: BesideTotal, year: number): readonly InForce[] {
  const unseen = ({ scheme, departmentOf }: InForce) => Math.max(0, ...scheme.groups.map((group) => hiddenParts(scheme, group, year, sightOf(departmentOf, year, beside)).length));
  return [...beside.inForce(year)].sort((a, b) => unseen(b) - unseen(a) || (a.scheme.id < b.scheme.id ? -1 : 1));
}

/** What the viewer sees, or may be given back by the grant for totals. */
export function sightOf(departmentOf: FactSight['departmentOf'], year: number, beside: BesideTotal): FactSight {
  const sight = plainSight(departmentOf, beside);
  return { ...sight, asked: beside.kept(beside.viewer, `asked ${year}`, () => new Set(askedIn(year, beside))) };
}

/** The unseen facts that conditions of the schemes in force in a year, and of the treatments that follow from them, say something about. */
function askedIn(year: number, beside: BesideTotal): readonly string[] {
  return beside.inForce(year).flatMap(({ scheme, departmentOf }) => {
    const sight = plainSight(departmentOf, beside);
    const sets = setsFor(beside.treatmentSets, scheme);
    return [
      ...askedAbout(scheme, conditionsOf(scheme), year, sight),
      ...sets.flatMap(({ derived, items }) => askedAbout({ ...scheme, derived }, items.flatMap(({ when }) => when ?? []), year, sight)),
    ];
  });
}

function plainSight(departmentOf: FactSight['departmentOf'], beside: BesideTotal): FactSight {
  return { departmentOf, sees: (departments) => worksOut(departments, beside) };
}
