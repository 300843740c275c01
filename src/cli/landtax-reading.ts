import path from 'node:path';
import { Assessor, type Assessed } from '../assessment/assessor.js';
import { versionAt } from '../db/data-version.js';
import type { Directory } from '../enterprise/directory.js';
import type { HandoverNames } from '../landtax/explanation.js';
import { findLandTax } from '../landtax/find.js';
import { FINDING_KINDS, type FindingKind } from '../landtax/finding.js';
import { readHandoverNames } from '../landtax/handover-names.js';
import { readLandAndTax } from '../landtax/land-and-tax.js';
import { reliefGrants } from '../landtax/relief-grants.js';
import { withStatus, type WorkedFindings } from '../landtax/status.js';
import { readTasks } from '../landtax/task.js';
import { treatmentsAt, type Treatments } from '../landtax/treatments-at.js';
import { describeProblem } from '../policy/problem.js';
import { landTaxRatesOn, loadTreatments, RatesRefused, type TreatmentRegistry } from '../policy/treatment-registry.js';
import { openSchemes } from './declarations.js';
import { Refused } from './exit.js';
import { findScheme } from './grade.js';
import { say } from './output.js';
import { ROOT, type Session } from './session.js';

/** What every land-tax command may be told. */
export interface LandTaxOptions {
  readonly year: number;
  readonly scheme?: string;
  readonly asOf?: Date;
  readonly treatments: string;
}

/** The treatments and rates that ship with the hub. */
export const SHIPPED_TREATMENTS = path.join(ROOT, 'treatments');

/** @throws Refused if the folder cannot be read; what is wrong with its files goes to standard error */
export async function openTreatments({ config }: Session, folder: string): Promise<TreatmentRegistry> {
  const { vocabulary } = await openSchemes(config.schemesDir);
  const registry = await loadTreatments(folder, vocabulary).catch((error: NodeJS.ErrnoException) => {
    throw new Refused(`无法读取差别化政策目录 ${folder}：${error.code ?? error.name}`, { cause: error });
  });
  for (const problem of registry.problems) say(describeProblem(problem));
  return registry;
}

/** The findings of a year as the work on them stands. */
export interface FoundLandTax extends WorkedFindings {
  readonly version: number;
  readonly files: HandoverNames;
}

/** Finds what does not fit, now or as the records were known. */
export async function readFindings(session: Session, options: LandTaxOptions): Promise<FoundLandTax> {
  const { database, readers } = session;
  const { year, asOf, scheme } = options;
  const registry = await openTreatments(session, options.treatments);
  const rates = ratesOf(registry, `${year}-12-31`);
  const version = await versionAt(database.db, asOf);
  const graded = scheme === undefined ? undefined : await readGraded(session, registry, { ...options, scheme, version });
  const grants = graded && reliefGrants(graded.assessed, graded.directory, graded.treatments.on(`${year}-12-31`));
  const [records, files, tasks] = await Promise.all([
    readLandAndTax(readers, version),
    readHandoverNames(database.db),
    readTasks(database.db, { year }),
  ]);
  const kinds = new Set<FindingKind>(FINDING_KINDS.filter((kind) => grants || kind !== 'RELIEF_WITHOUT_GROUND'));
  return { ...withStatus(findLandTax(records, { year, rates, grants }), tasks, { version, kinds }), version, files };
}

/** An assessment with the treatments that follow it. */
export interface Graded {
  readonly assessed: Assessed;
  readonly treatments: Treatments;
  readonly directory: Directory;
}

export async function readGraded(
  { config, readers }: Session,
  registry: TreatmentRegistry,
  at: { readonly scheme: string; readonly year: number; readonly version: number },
): Promise<Graded> {
  const { scheme, declared } = await findScheme(config.schemesDir, at.scheme);
  const [assessed, treatments, directory] = await Promise.all([
    new Assessor(readers, declared).assess(scheme, at.year, at.version),
    treatmentsAt(readers, { ...at, scheme }, registry.sets, declared),
    readers.enterprises.directory(at.version),
  ]);
  for (const problem of treatments.unknownClasses) say(problem);
  return { assessed, treatments, directory };
}

function ratesOf(registry: TreatmentRegistry, day: string) {
  try {
    return landTaxRatesOn(registry, day);
  } catch (error) {
    if (error instanceof RatesRefused) throw new Refused(error.message, { cause: error });
    throw error;
  }
}
