import type { Row } from '../../access/rows.js';
import type { Directory } from '../../enterprise/directory.js';
import { parcelOf } from '../../handover/unit-code.js';
import type { Title } from './record.js';
import { byUnitCode, unitsOf, type Unit } from './unit.js';

/** For whom, and on which day. */
export interface UnitsAsked {
  /** Whether an enterprise is there for the viewer. */
  readonly isVisible: (row: Row) => boolean;
  /** Whether a unit is that is no enterprise's, by the town of its own row. */
  readonly isLandVisible: (town: string | null) => boolean;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** The enterprises that the viewer reaches. */
  readonly directory: Directory;
  /** Which enterprises pay land tax for a parcel, by its code. */
  readonly taxpayers: ReadonlyMap<string, readonly string[]>;
}

/**
 * The units of these titles that are there for the viewer, by unit code: of the zone and town of their holder or their
 * taxpayer, where either suffices and the other party is not there; without an enterprise as either, of the town in
 * their own row (SHARING.md).
 */
export function visibleUnits(
  titles: readonly Title[],
  { isVisible, isLandVisible, today, directory, taxpayers }: UnitsAsked,
): readonly Unit[] {
  const isThere = (creditCode: string) => {
    const record = directory.get(creditCode);
    return record !== undefined && isVisible(record);
  };
  const isHeld = ({ holder, unitCode, town }: Title) =>
    holder ? isThere(holder.creditCode) : !taxpayers.has(parcelOf(unitCode)) && isLandVisible(town);
  const held = unitsOf(titles, today, isHeld);
  const known = new Set(held.map(({ unitCode }) => unitCode));
  const isTaxed = ({ unitCode }: Title) => !known.has(unitCode) && taxpayers.get(parcelOf(unitCode))?.some(isThere) === true;
  const taxed = unitsOf(titles, today, isTaxed).map((unit) => ({ ...unit, isHolderWithheld: true }));
  return taxed.length === 0 ? held : [...held, ...taxed].sort(byUnitCode);
}
