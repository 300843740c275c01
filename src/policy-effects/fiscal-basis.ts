import type { Readers } from '../departments/readers.js';
import type { FiscalBasis } from './fiscal.js';
import { phasesOf } from './phases.js';
import type { Treatments } from './treatments-at.js';

/** Reads what money is worked out of, once for an assessment and every what-if beside it. */
export async function readFiscalBasis(
  readers: Pick<Readers, 'tax' | 'utilities'>,
  treatments: Treatments,
  year: number,
  version: number,
): Promise<FiscalBasis> {
  const [sources, meters] = await Promise.all([readers.tax.landSources.all(version), readers.utilities.meters(version, year)]);
  return { year, phases: phasesOf(treatments, year), sources, meters };
}
