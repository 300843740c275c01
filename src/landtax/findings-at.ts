import type { Assessed } from '../assessment/assessor.js';
import type { Db } from '../db/database.js';
import type { LinkedLandSource } from '../departments/tax/land-source.js';
import type { Readers } from '../departments/readers.js';
import type { FactDefinition } from '../grading/fact.js';
import { landTaxRatesOn, type TreatmentRegistry } from '../policy/treatment-registry.js';
import type { HandoverNames } from './explanation.js';
import { findLandTax } from './find.js';
import { FINDING_KINDS, type FindingKind, type LandTaxFinding } from './finding.js';
import { readHandoverNames } from './handover-names.js';
import { readLandAndTax } from './land-and-tax.js';
import { findingOf } from './printed-finding.js';
import { reliefGrants } from './relief-grants.js';
import { withStatus } from './status.js';
import { readTasks } from './task.js';
import { treatmentsAt } from './treatments-at.js';

/** What findings are sought in, and by which rules. */
export interface FindingsBasis {
  readonly db: Db;
  readonly readers: Readers;
  readonly treatments: TreatmentRegistry;
  /** The county's own facts, for their units. */
  readonly declared: readonly FactDefinition[];
}

/** Findings with what has become of them, and the names of the files that they rest on. */
export interface Findings {
  readonly found: readonly LandTaxFinding[];
  /** Tasks of the year whose finding a later handover shows mended. */
  readonly corrected: readonly LandTaxFinding[];
  readonly files: HandoverNames;
}

/**
 * Everything that does not fit between land and land tax on 31 December of a year, as known at a data version.
 * @param assessed whose classes ground a relief; without it relief is not looked at
 * @throws RatesRefused where no table of rates holds on that day, or more than one
 */
export async function findingsAt(
  { db, readers, treatments, declared }: FindingsBasis,
  { year, version, assessed }: { readonly year: number; readonly version: number; readonly assessed: Pick<Assessed, 'scheme' | 'assessment'> | undefined },
): Promise<Findings> {
  const day = `${year}-12-31`;
  const rates = landTaxRatesOn(treatments, day);
  const [records, files, tasks, grants] = await Promise.all([
    readLandAndTax(readers, version),
    readHandoverNames(db),
    readTasks(db, { year }),
    assessed && grantsOf(assessed),
  ]);
  const kinds = new Set<FindingKind>(FINDING_KINDS.filter((kind) => grants || kind !== 'RELIEF_WITHOUT_GROUND'));
  const { findings, corrected } = withStatus(findLandTax(records, { year, rates, grants }), tasks, { version, kinds, sourceVersion: versionsOf(records.sources) });
  return { found: findings, corrected: corrected.map(findingOf), files };

  async function grantsOf({ scheme, assessment }: Pick<Assessed, 'scheme' | 'assessment'>) {
    const [its, directory] = await Promise.all([
      treatmentsAt(readers, { scheme, year, version }, treatments.sets, declared),
      readers.enterprises.directory(version),
    ]);
    return reliefGrants({ assessment }, directory, its.on(day));
  }
}

/** Since which data version a source is as it is; looked up only where a task asks for it. */
function versionsOf(sources: readonly LinkedLandSource[]): (sourceId: string) => number | undefined {
  let versions: ReadonlyMap<string, number> | undefined;
  return (sourceId) => {
    versions ??= new Map(sources.map((each) => [each.sourceId, each.source.version]));
    return versions.get(sourceId);
  };
}
