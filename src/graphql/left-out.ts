import { missingParts } from '../access/decision.js';
import type { ExtraView, GradeView, OverrideView } from '../assessment/views.js';
import type { DepartmentId } from '../grading/fact.js';
import { partsOfTreatment, type TreatmentView } from '../policy-effects/treatment-view.js';
import { setsFor } from '../policy/treatment-match.js';
import type { Hub } from './hub.js';
import type { ParcelHappening } from './parcel-history.js';
import { partsOfMilestone } from './parts-of.js';
import type { RowOf } from './row-of.js';
import { leaveOut, type LeavingOut } from './withheld.js';

type Departments = readonly DepartmentId[];

interface Asked extends LeavingOut {
  readonly rowOf: RowOf;
  readonly hub: Pick<Hub, 'treatmentSets'>;
}

/** A list of which single items may be left out: by which coordinate they are given, and what each needs. */
interface Listed<S, T> {
  readonly coordinate: string;
  readonly parts: (item: T) => Departments;
  /** What the items need that there may be, whether or not this row has them: what is left out is named alike for all rows. */
  readonly candidates: (source: S, hub: Pick<Hub, 'treatmentSets'>) => readonly Departments[];
}

const LISTS: Readonly<Record<string, Listed<never, never>>> = {
  'Grade.overrides': {
    coordinate: 'OverrideFired.id',
    parts: (view: OverrideView) => ('document' in view ? ['county'] : view.of.parts.override(view.id)),
    candidates: ({ of }: GradeView) => of.assessment.scheme.overrides.map(({ id }) => of.parts.override(id)),
  },
  'LandContract.milestones': {
    coordinate: 'LandMilestone.event',
    parts: partsOfMilestone,
    candidates: () => [['land'], ['zone']],
  },
  'Parcel.history': {
    coordinate: 'ParcelEvent.kind',
    parts: ({ madeOf }: ParcelHappening) => madeOf,
    candidates: () => [['land'], ['zone'], ['industry']],
  },
  'Grade.extras': {
    coordinate: 'ExtraPoints.id',
    parts: ({ of, result, id }: ExtraView) => (result.group ? of.parts.extra(result.group, id) : of.parts.whole()),
    candidates: ({ of, result: { group } }: GradeView) => (group ? group.extras.map(({ id }) => of.parts.extra(group, id)) : []),
  },
  'Grade.treatments': {
    coordinate: 'Treatment.id',
    parts: ({ madeOf }: TreatmentView) => madeOf,
    candidates: ({ of }: GradeView, { treatmentSets }) => {
      const sets = setsFor(treatmentSets, of.scheme.scheme);
      return sets.flatMap((set) => set.items.map((treatment) => partsOfTreatment(of.parts, sets, { set, treatment })));
    },
  },
};

/** Takes out of a list what is not given, and names it alike for all rows; undefined: nothing of such lists is left out. */
export function leftOutOf(coordinate: string): ((source: unknown, value: unknown, asked: Asked) => unknown) | undefined {
  const list = LISTS[coordinate] as Listed<unknown, unknown> | undefined;
  if (!list) return undefined;
  return (source, value, asked) => {
    if (!Array.isArray(value)) return value;
    const { access, rowOf, hub } = asked;
    const decision = access.of(list.coordinate);
    const rows = decision.some.length > 0 ? rowOf.of(source) : [];
    const isGiven = (parts: Departments): boolean => {
      const missing = missingParts(decision, parts, rows);
      leaveOut(asked, decision, missing);
      return missing.length === 0;
    };
    list.candidates(source, hub).forEach((parts) => isGiven(parts));
    return value.filter((item) => isGiven(list.parts(item)));
  };
}
