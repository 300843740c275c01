import type { Source } from '../../db/versioned.js';
import type { Rational } from '../../grading/rational.js';

/** One holder's title to a real-estate unit, as handed over, with the enterprise that the holder is. */
export interface Title {
  readonly unitCode: string;
  readonly holderName: string;
  readonly holderId: string | null;
  /** The enterprise that the holder is, and what the link rests on (HANDOVER.md, Identity). */
  readonly holder: { readonly creditCode: string; readonly ground: 'DOCUMENT' | 'NAME' } | undefined;
  /** 亩, of the whole unit. */
  readonly area: Rational | undefined;
  readonly landClass: string | null;
  readonly use: string | null;
  readonly right: string | null;
  /** YYYY-MM-DD. */
  readonly acquired: string | null;
  readonly ended: string | null;
  /** %, where the holders' shares were handed over. */
  readonly share: Rational | undefined;
  readonly location: string | null;
  readonly town: string | null;
  readonly source: Source;
}

/** A lease of land or plant, as handed over; `owner` where the lessor is a known enterprise. */
export interface Lease {
  readonly unitCode: string;
  readonly ownerId: string;
  readonly owner: string | undefined;
  readonly tenant: string;
  /** 亩. */
  readonly area: Rational | undefined;
  readonly startDate: string;
  readonly endDate: string | null;
  readonly source: Source;
}

/** What an enterprise holds, lets and leases on 31 December of a year; areas in 亩. */
export interface LandHolding {
  readonly creditCode: string;
  readonly year: number;
  readonly ownedArea: Rational | undefined;
  readonly leasedIn: Rational | undefined;
  readonly leasedOut: Rational | undefined;
  readonly usedArea: Rational | undefined;
  /** The number of distinct tenants. */
  readonly tenants: Rational;
  readonly titles: readonly Title[];
  readonly sources: readonly Source[];
}
