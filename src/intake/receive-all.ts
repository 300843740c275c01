import { recordNothing } from '../audit/rehearsal.js';
import type { Db } from '../db/db.js';
import { SourceUnavailable } from '../db/apart/source-unavailable.js';
import { DEFAULT_LIMITS, type Limits } from '../handover/limits.js';
import type { RecordKeeping } from '../db/records.js';
import { hasLinks, tellLinks } from './links.js';
import { open, take, type Declarations, type IncomingFile, type OpenFile } from './receive.js';
import type { IntakeReport } from './report.js';
import type { Sender } from './sender.js';

/** How files are taken in. */
export interface Intake {
  readonly db: Db;
  /** Where the departments' records are kept; in the hub's own database unless given. */
  readonly keeping?: Pick<RecordKeeping, 'write' | 'rehearse' | 'apart'>;
  readonly declared: Declarations;
  /** What a file may hold; the usual unless given. */
  readonly limits?: Limits;
  /** Who is on record for it. */
  readonly actor: string;
  /** What they may hand over; anything unless given. */
  readonly sender?: Sender;
}

class DryRun extends Error {}

/**
 * Takes files in, register files first, then in the order given, each in a transaction of its own, with all its datasets. Files of a
 * department whose database cannot be had are left, and the others taken.
 * @param load reads a file's bytes, when its turn comes
 * @param onReport told of each file as it is done; of one whose rows name what other files hold, when all are taken
 * @throws SourceUnavailable in the end, naming the files that were left; Refusal FORBIDDEN at a file that the sender may not hand over
 */
export async function receiveAll<File>(
  intake: Intake,
  files: readonly File[],
  load: (file: File) => Promise<IncomingFile>,
  onReport: (report: IntakeReport) => void = () => undefined,
): Promise<IntakeReport[]> {
  const { sender, actor } = intake;
  const sent = { actor, isOfSome: sender?.others !== undefined };
  const reports: IntakeReport[] = [];
  const left: { readonly file: string; readonly why: SourceUnavailable }[] = [];
  const taken = async (opened: OpenFile) => {
    try {
      for (const report of await take(intake.db, opened, sent, intake.keeping?.write)) {
        reports.push(report);
        if (!hasLinks(report.dataset)) onReport(report);
      }
    } catch (error) {
      const why = SourceUnavailable.in(error);
      if (!why) throw error;
      left.push({ file: opened.file.fileName, why });
    } finally {
      await rest(opened);
    }
  };
  const later: OpenFile[] = [];
  for (const file of files) {
    const opened = await open(await load(file), intake.declared, intake.limits ?? DEFAULT_LIMITS, sender?.others);
    if (sender) await admit(opened, sender);
    if (opened.opened.handovers.some(({ dataset }) => dataset === 'enterprise.register')) await taken(opened);
    else {
      // A folder may hold more files than a process may have open.
      await rest(opened);
      later.push(opened);
    }
  }
  for (let opened = later.shift(); opened; opened = later.shift()) await taken(opened);
  for (const [i, report] of reports.entries()) {
    if (!hasLinks(report.dataset)) continue;
    reports[i] = await tellLinks(intake.db, intake.keeping?.apart, report);
    onReport(reports[i]);
  }
  if (left.length > 0) throw left[0]!.why.leaving(left.map(({ file }) => file));
  return reports;
}

/** @throws Refusal FORBIDDEN where the sender may not hand it over */
async function admit(file: OpenFile, sender: Sender): Promise<void> {
  try {
    const { handovers, refused } = file.opened;
    for (const { dataset } of [...handovers, ...refused]) if (dataset !== undefined) sender.check(dataset);
  } catch (error) {
    await rest(file);
    throw error;
  }
}

async function rest({ file }: OpenFile): Promise<void> {
  if (!(file.bytes instanceof Uint8Array)) await file.bytes.rest?.();
}

/**
 * As {@link receiveAll}, but nothing stays: what would have become of the files.
 * @param look at what was taken in, while it is there
 */
export async function rehearse<File>(
  intake: Intake,
  files: readonly File[],
  load: (file: File) => Promise<IncomingFile>,
  look: (tx: Db, reports: readonly IntakeReport[]) => Promise<void> = () => Promise.resolve(),
): Promise<IntakeReport[]> {
  let reports: IntakeReport[] = [];
  await intake.db
    .transaction(async (tx) => {
      await recordNothing(tx);
      reports = await receiveAll(
        { ...intake, db: tx, keeping: intake.keeping && { ...intake.keeping, write: intake.keeping.rehearse } },
        files,
        load,
      );
      await look(tx, reports);
      throw new DryRun();
    })
    .catch((error: unknown) => {
      if (!(error instanceof DryRun)) throw error;
    });
  // The numbers are given back with everything else.
  return reports.map(({ handoverId: _, ...report }) => report);
}
