import type { Row } from '../../access/rows.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import type { LandReader } from './reader.js';
import type { Title } from './record.js';
import { unitsOf, type Unit } from './unit.js';

/** For whom, on which day, and where to read. */
export interface UnitsAsked {
  /** Whether an enterprise is there for the viewer. */
  readonly isVisible: (row: Row) => boolean;
  /** Whether a unit is that no enterprise holds, by the town of its own row. */
  readonly isLandVisible: (town: string | null) => boolean;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly readers: { readonly land: LandReader; readonly enterprises: EnterpriseReader };
}

/**
 * The units that are there for the viewer, by unit code: of the zone and town of their holder; without an enterprise as
 * holder of the town in their own row (SHARING.md).
 */
export async function visibleUnits({ isVisible, isLandVisible, today, readers }: UnitsAsked, version: number): Promise<readonly Unit[]> {
  const [rows, directory] = await Promise.all([readers.land.rows(version), readers.enterprises.directory(version)]);
  const sees = ({ holder, town }: Title) => {
    const record = holder && directory.get(holder.creditCode);
    if (record) return isVisible(record);
    return holder === undefined && isLandVisible(town);
  };
  return unitsOf(rows.titles, today, sees);
}
