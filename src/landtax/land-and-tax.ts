import type { Readers } from '../departments/readers.js';
import type { LandAndTax } from './find.js';

/** What land and tax hold at a data version: one statement a department, none if at hand. */
export async function readLandAndTax(readers: Pick<Readers, 'land' | 'tax'>, version: number): Promise<LandAndTax> {
  const [land, sources] = await Promise.all([readers.land.rows(version), readers.tax.landSources.all(version)]);
  return { titles: land.titles, leases: land.leases, sources };
}
