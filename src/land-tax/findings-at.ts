import type { Assessed } from '../assessment/assessor.js';
import type { Publication } from '../assessment/publications.js';
import { landTaxRatesOn } from '../policy/treatment-registry.js';
import type { PolicyBasis } from '../policy-effects/policy-basis.js';
import type { HandoverNames } from './explanation.js';
import { allFindings } from './finding-stream.js';
import { FINDING_KINDS, type FindingKind, type LandTaxFinding } from './finding.js';
import { readHandoverNames } from './handover-names.js';
import { findingOf } from './printed-finding.js';
import { onTrial, reliefGrants } from '../policy-effects/relief-grants.js';
import { withStatus } from './status.js';
import { readTasks } from './task.js';
import { treatmentsAt } from '../policy-effects/treatments-at.js';

/** Findings with what has become of them, and the names of the files that they rest on. */
export interface Findings {
  readonly found: readonly LandTaxFinding[];
  /** Tasks of the year whose finding a later handover shows mended. */
  readonly corrected: readonly LandTaxFinding[];
  readonly files: HandoverNames;
  /** Treatments that name classes which the scheme does not know, in words (中文). */
  readonly unknownClasses: readonly string[];
}

/** What grounds a relief: an assessment, of this data version or of the one that was made public. */
type Grounding = Pick<Assessed, 'scheme' | 'assessment' | 'version'> & { readonly publication?: Publication | undefined };

/**
 * Everything that does not fit between land and land tax on 31 December of a year, as known at a data version.
 * @param assessed whose classes ground a relief; without it relief is not looked at
 * @throws RatesRefused where no table of rates holds on that day, or more than one
 */
export async function findingsAt(
  { db, readers, treatments, setsOf, declared }: PolicyBasis,
  { year, version, assessed }: { readonly year: number; readonly version: number; readonly assessed: Grounding | undefined },
): Promise<Findings> {
  const day = `${year}-12-31`;
  const rates = landTaxRatesOn(treatments, day);
  const granting = assessed && (await grantsOf(assessed));
  const grants = granting?.grants;
  const [all, files, tasks] = await Promise.all([
    allFindings(readers, version, { year, rates, grants }),
    readHandoverNames(db),
    readTasks(db, { year }),
  ]);
  const kinds = new Set<FindingKind>(FINDING_KINDS.filter((kind) => grants || kind !== 'RELIEF_WITHOUT_GROUND'));
  const sourceVersions = await readers.tax.landSources.versionsOf(
    version,
    [...tasks.values()].flatMap(({ content }) => content.sourceId ?? []),
  );
  const { findings, corrected } = withStatus(all, tasks, { version, kinds, sourceVersion: (id) => sourceVersions.get(id) });
  return { found: findings, corrected: corrected.map(findingOf), files, unknownClasses: granting?.unknownClasses ?? [] };

  async function grantsOf(by: Grounding) {
    const { scheme, assessment, version: known } = by;
    const [its, directory] = await Promise.all([
      treatmentsAt(readers, { scheme, year, version: known }, await setsOf(by), declared),
      readers.enterprises.directory(known),
    ]);
    const reliefs = reliefGrants({ assessment }, directory, its.on(day));
    return { grants: by.publication ? reliefs : onTrial(reliefs), unknownClasses: its.unknownClasses };
  }
}
