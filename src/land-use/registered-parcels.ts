import { inForceOn } from '../departments/in-force.js';
import type { Title } from '../departments/land/record.js';
import { Rational } from '../grading/rational.js';
import { parcelOf } from '../handover/unit-code.js';
import { standingTitle } from '../land-tax/parcel.js';

const SQUARE_METRES_OF_MU = Rational.of(2000n, 3n);

/** A parcel of the register on a day. */
export interface RegisteredParcel {
  readonly code: string;
  /** ㎡, of the row that stands for the parcel (LANDTAX.md). */
  readonly area: Rational | undefined;
  readonly town: string | null;
  readonly titles: readonly Title[];
}

/** The parcels in force on a day, by their first 19 characters. */
export function registeredOn(titles: readonly Title[], on: string): ReadonlyMap<string, RegisteredParcel> {
  const rows = new Map<string, Title[]>();
  for (const title of titles) {
    if (!inForceOn(on, title.acquired, title.ended)) continue;
    const code = parcelOf(title.unitCode);
    const known = rows.get(code);
    if (known) known.push(title);
    else rows.set(code, [title]);
  }
  const parcels = new Map<string, RegisteredParcel>();
  for (const [code, its] of rows) {
    const { area, town } = standingTitle(its);
    parcels.set(code, { code, area: area?.times(SQUARE_METRES_OF_MU), town, titles: its });
  }
  return parcels;
}
