import type { Assessed } from '../assessment/assessor.js';
import type { Db } from '../db/database.js';
import type { Readers } from '../departments/readers.js';
import { landTaxRatesOn, type TreatmentRegistry } from '../policy/treatment-registry.js';
import type { HandoverNames } from './explanation.js';
import { findLandTax } from './find.js';
import { FINDING_KINDS, type FindingKind } from './finding.js';
import { readHandoverNames } from './handover-names.js';
import { readLandAndTax } from './land-and-tax.js';
import { reliefGrants } from './relief-grants.js';
import { withStatus, type WorkedFindings } from './status.js';
import { readTasks } from './task.js';
import type { Treatments } from './treatments-at.js';

/** What to look for: a year, as the records were known at a data version. */
export interface LandTaxQuestion {
  readonly year: number;
  readonly version: number;
  readonly registry: TreatmentRegistry;
  /** Where several counties' rates are there: whose. */
  readonly jurisdiction?: string;
  /** The classes that ground relief, with the treatments that follow them; without it relief is not looked at. */
  readonly graded?: { readonly assessed: Assessed; readonly treatments: Treatments };
}

/** The findings as the work on them stands, with the handovers' names that {@link explain} takes. */
export interface LandTaxFindings extends WorkedFindings {
  readonly files: HandoverNames;
}

/**
 * Finds what does not fit between land and land tax (LANDTAX.md), by tax at stake, highest first.
 * @throws RatesRefused where no table of rates, or more than one, holds on 31 December of the year
 */
export async function landTaxFindings(db: Db, readers: Readers, { year, version, registry, jurisdiction, graded }: LandTaxQuestion): Promise<LandTaxFindings> {
  const day = `${year}-12-31`;
  const rates = landTaxRatesOn(registry, day, jurisdiction);
  const [records, files, tasks, directory] = await Promise.all([
    readLandAndTax(readers, version),
    readHandoverNames(db),
    readTasks(db, { year }),
    readers.enterprises.directory(version),
  ]);
  const grants = graded && reliefGrants(graded.assessed, directory, graded.treatments.on(day));
  const kinds = new Set<FindingKind>(FINDING_KINDS.filter((kind) => grants || kind !== 'RELIEF_WITHOUT_GROUND'));
  return { ...withStatus(findLandTax(records, { year, rates, grants }), tasks, { version, kinds }), files };
}
