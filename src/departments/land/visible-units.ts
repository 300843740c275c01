import { seesZone } from '../../access/rows.js';
import type { Viewer } from '../../access/viewer.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import type { LandReader } from './reader.js';
import type { Title } from './record.js';
import { unitsOf, type Unit } from './unit.js';

/** Who asks, on which day, and where to read. */
interface Asking {
  readonly viewer: Viewer;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly readers: { readonly land: LandReader; readonly enterprises: EnterpriseReader };
}

/** The units that are there for the viewer, by unit code: a title whose holder the viewer may not see is not there. */
export async function visibleUnits({ viewer, today, readers }: Asking, version: number): Promise<readonly Unit[]> {
  const [rows, directory] = await Promise.all([readers.land.rows(version), readers.enterprises.directory(version)]);
  const sees = ({ holder }: Title) => seesZone(viewer, holder && directory.get(holder.creditCode)?.zone);
  return unitsOf(rows.titles, today, sees);
}
