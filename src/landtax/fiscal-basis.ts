import type { Db } from '../db/database.js';
import type { Readers } from '../departments/readers.js';
import type { FiscalBasis } from './fiscal.js';
import { readMeters } from './meters.js';
import { phasesOf } from './phases.js';
import type { Treatments } from './treatments-at.js';

/** Reads what money is worked out of, once for an assessment and every what-if beside it. */
export async function readFiscalBasis(db: Db, readers: Pick<Readers, 'tax'>, treatments: Treatments, year: number, version: number): Promise<FiscalBasis> {
  const [sources, meters] = await Promise.all([
    readers.tax.landSources.all(version),
    readMeters(db, version, year),
  ]);
  return { year, phases: phasesOf(treatments, year), sources, meters };
}
