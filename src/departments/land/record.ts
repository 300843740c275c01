import type { HandedOver } from '../../db/record-values.js';
import type { Source } from '../../db/versioned.js';
import type { Rational } from '../../grading/rational.js';
import type { landLeases, landParcels } from './datasets.js';

/** One holder's title to a real-estate unit, as handed over: the area in 亩, of the whole unit. */
export type Title = HandedOver<typeof landParcels> & {
  /** The enterprise that the holder is, and what the link rests on (HANDOVER.md, Identity). */
  readonly holder: { readonly creditCode: string; readonly ground: 'DOCUMENT' | 'NAME' } | undefined;
};

/** A lease of land or plant, as handed over, area in 亩; `owner` where the lessor is a known enterprise. */
export type Lease = Omit<HandedOver<typeof landLeases>, 'tenantCode'> & {
  readonly owner: string | undefined;
  readonly tenant: string;
};

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
