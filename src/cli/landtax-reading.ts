import { Assessor, type Assessed } from '../assessment/assessor.js';
import { treatmentsOf } from '../assessment/kept-treatments.js';
import type { Publication } from '../assessment/publications.js';
import { versionAt } from '../db/data-version.js';
import type { Directory } from '../enterprise/directory.js';
import { findingsAt, type Findings } from '../land-tax/findings-at.js';
import { treatmentsAt, type Treatments } from '../policy-effects/treatments-at.js';
import { describeProblem } from '../policy/problem.js';
import { loadTreatments, RatesRefused, type TreatmentRegistry } from '../policy/treatment-registry.js';
import { openDeclarations } from './declarations.js';
import { Refused } from './exit.js';
import { findScheme, type FoundScheme } from './found-scheme.js';
import { namedGrades } from './graded-by.js';
import { keptFor } from './kept-for.js';
import { openPublishedAlone, publishedAgain } from '../round/published.js';
import type { Session } from './session.js';

/** What every land-tax command may be told. */
export interface LandTaxOptions {
  readonly year: number;
  readonly scheme?: string;
  readonly publication?: number;
  readonly asOf?: Date;
  readonly treatments?: string;
}

/** Where the command line takes treatments and rates from. */
export const TREATMENTS_OPTION = [
  '--treatments <folder>',
  '差别化政策和税额标准的目录（默认 MUHUB_TREATMENTS_DIR，未设时为随附的）',
] as const;

/** @throws Refused if the folder cannot be read; what is wrong with its files goes to standard error */
export async function openTreatments({ config, say }: Session, named: string | undefined): Promise<TreatmentRegistry> {
  const folder = named ?? config.treatmentsDir;
  const { vocabulary } = await openDeclarations(config.schemesDir);
  const registry = await loadTreatments(folder, vocabulary).catch((error: NodeJS.ErrnoException) => {
    throw new Refused(`无法读取差别化政策目录 ${folder}：${error.code ?? error.name}`, { cause: error });
  });
  for (const problem of registry.problems) say(describeProblem(problem));
  return registry;
}

/** Findings, and what they were found by. */
export interface FoundNow extends Findings {
  readonly version: number;
  readonly by: FoundScheme | undefined;
  /** The class of an enterprise by that scheme. */
  readonly classOf: (creditCode: string) => string | undefined;
  /** The publication whose classes ground a relief; undefined: none was named. */
  readonly publication: Publication | undefined;
}

/** Finds what does not fit, now or as the records were known; `by` the scheme whose classes ground a relief. */
export async function readFindings(session: Session, options: LandTaxOptions): Promise<FoundNow> {
  const { config, database, readers, say } = session;
  const { year, asOf } = options;
  const treatments = await openTreatments(session, options.treatments);
  const version = await versionAt(database.db, asOf);
  const made = options.publication === undefined ? undefined : await namedGrades(session, options);
  const scheme = made?.scheme ?? options.scheme;
  const chosen = scheme === undefined ? undefined : await findScheme(config.schemesDir, scheme, { kept: keptFor(session, year) });
  const assessed = chosen && (await assessedAt(session, chosen, { year, version, publication: made?.publication }));
  const setsOf = () => treatmentsOf(database.db, made?.publication, treatments.sets);
  const basis = { db: database.db, readers, treatments, setsOf, declared: chosen?.declared ?? [] };
  const grounding = assessed && { ...assessed, publication: made?.publication };
  const found = await findingsAt(basis, { year, version, assessed: grounding }).catch((error: unknown) => {
    throw error instanceof RatesRefused ? new Refused(error.message, { cause: error }) : error;
  });
  for (const problem of found.unknownClasses) say(problem);
  let classes: ReadonlyMap<string, string | undefined> | undefined;
  const classOf = (creditCode: string) =>
    (classes ??= new Map(assessed?.assessment.results.map((result) => [result.creditCode, result.final]))).get(creditCode);
  return { ...found, version, by: chosen, classOf, publication: made?.publication };
}

/** A scheme's assessment: what was made public, worked out again, or on the fly. */
async function assessedAt(
  { database, readers }: Session,
  { scheme }: FoundScheme,
  { year, version, publication }: { readonly year: number; readonly version: number; readonly publication: Publication | undefined },
): Promise<Assessed> {
  return publication
    ? publishedAgain(openPublishedAlone(database.db, readers), publication)
    : new Assessor(readers).assess(scheme, year, version);
}

/** An assessment with the treatments that follow it. */
export interface Graded {
  readonly by: FoundScheme;
  readonly assessed: Assessed;
  readonly treatments: Treatments;
  readonly directory: Directory;
}

export async function readGraded(
  session: Session,
  registry: TreatmentRegistry,
  at: { readonly scheme: string; readonly year: number; readonly version: number; readonly publication: Publication | undefined },
): Promise<Graded> {
  const { config, database, readers, say } = session;
  const by = await findScheme(config.schemesDir, at.scheme, { kept: keptFor(session, at.year) });
  const { scheme, declared } = by;
  const [assessed, treatments, directory] = await Promise.all([
    assessedAt(session, by, at),
    treatmentsAt(readers, { ...at, scheme }, await treatmentsOf(database.db, at.publication, registry.sets), declared),
    readers.enterprises.directory(at.version),
  ]);
  for (const problem of treatments.unknownClasses) say(problem);
  return { by, assessed, treatments, directory };
}
