import type { Population } from '../population.js';
import type { Scheme } from '../scheme.js';
import type { Settled } from '../settlement.js';
import type { Standing } from '../standing.js';
import type { GroupColumns } from './group-columns.js';
import type { Membership } from './membership.js';
import type { GroupPlaces } from './place-columns.js';

/** A group's members with their scores and places. */
export interface GradedGroup extends GroupColumns, GroupPlaces {
  /** How many are ranked. */
  readonly ranked: number;
}

/** A graded population in columns: who is where, exactly; every figure of a row is made for who asks. */
export interface GradedColumns {
  readonly scheme: Scheme;
  readonly population: Population;
  /** Rows are units: enterprises, or those merged on shared land. */
  readonly members: Membership;
  /** The unit of an enterprise's row. */
  readonly unitOf: (row: number) => number;
  readonly groups: readonly GradedGroup[];
  /** The place of a unit in its group. */
  readonly placeOf: (unit: number) => number;
  readonly standingOf: (unit: number) => Standing;
  /** Whether every enterprise keeps its initial class and is a unit by itself. */
  readonly areInitialFinal: boolean;
  /** Whether a unit's final class may be another than its initial one. */
  readonly mayDiffer: (unit: number) => boolean;
  /** The final class of a unit, after inheritance and overrides. */
  readonly finalOf: (unit: number) => string | undefined;
  readonly settledOf: (unit: number) => Settled;
  readonly exactFallbacks: number;
}
