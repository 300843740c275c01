import { landOutlines } from '../departments/land/after-supply-datasets.js';
import { landOutline } from '../departments/land/contract-table.js';
import { inWgs84 } from '../departments/land/outline-geometry.js';
import type { Readers } from '../departments/readers.js';
import type { OutlineGeometry } from '../handover/outline.js';

/** An outline as it is shown, and the system that it was handed over in. */
export interface ParcelOutline {
  readonly geometry: OutlineGeometry | null;
  readonly crs: string;
}

/** The outline of a parcel as known at a data version; undefined where nobody drew it. @throws SourceUnavailable */
export async function readOutline(
  { rows }: Pick<Readers, 'rows'>,
  version: number,
  parcelCode: string,
): Promise<ParcelOutline | undefined> {
  const row = (await rows.land.of({ dataset: landOutlines, table: landOutline }, version)).find((each) => each.parcelCode === parcelCode);
  if (!row) return undefined;
  const crs = row.crs ?? 'EPSG:4326';
  return { geometry: row.geometry === null ? null : inWgs84(row.geometry, crs), crs };
}
