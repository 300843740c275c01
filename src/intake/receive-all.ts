import { recordNothing } from '../audit/rehearsal.js';
import type { Db } from '../db/database.js';
import type { Declarations, IncomingFile, ReadFile } from './receive.js';
import { readFile, take } from './receive.js';
import type { IntakeReport } from './report.js';

/** How files are taken in. */
export interface Intake {
  readonly db: Db;
  readonly declared: Declarations;
  readonly maxFileBytes: number;
  /** Who is on record for it. */
  readonly actor: string;
}

class DryRun extends Error {}

/**
 * Takes files in, register files first, then in the order given, each in a transaction of its own.
 * @param load reads a file's bytes, when its turn comes
 * @param onReport told of each file as it is done
 */
export async function receiveAll(
  intake: Intake,
  files: readonly string[],
  load: (file: string) => Promise<IncomingFile>,
  onReport: (report: IntakeReport) => void = () => undefined,
): Promise<IntakeReport[]> {
  const reports: IntakeReport[] = [];
  const taken = async (read: ReadFile) => {
    const report = await take(intake.db, read, intake.actor);
    reports.push(report);
    onReport(report);
  };
  const later: ReadFile[] = [];
  for (const file of files) {
    const read = await readFile(await load(file), intake.declared, intake.maxFileBytes);
    if (read.reading.dataset === 'enterprise.register') await taken(read);
    else later.push(read);
  }
  for (let read = later.shift(); read; read = later.shift()) await taken(read);
  return reports;
}

/** As {@link receiveAll}, but nothing stays: what would have become of the files. */
export async function rehearse(
  intake: Intake,
  files: readonly string[],
  load: (file: string) => Promise<IncomingFile>,
): Promise<IntakeReport[]> {
  let reports: IntakeReport[] = [];
  await intake.db
    .transaction(async (tx) => {
      await recordNothing(tx);
      reports = await receiveAll({ ...intake, db: tx }, files, load);
      throw new DryRun();
    })
    .catch((error: unknown) => {
      if (!(error instanceof DryRun)) throw error;
    });
  return reports;
}
