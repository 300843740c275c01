import type { Db } from '../../db/db.js';
import { quarantineReport } from '../../intake/quarantine-report.js';
import type { IncomingFile } from '../../intake/receive.js';
import { receiveAll, rehearse, type Intake } from '../../intake/receive-all.js';
import type { IntakeReport } from '../../intake/report.js';
import { Spool } from '../export/spool.js';
import type { Asked } from './asked.js';

/** What became of a file, and where that was asked for, as a workbook (HANDOVER.md, `--report`). */
export interface TakenIn {
  readonly reports: readonly IntakeReport[];
  readonly workbook: Spool | undefined;
}

/**
 * Takes a file in, or looks what would become of it.
 * @param folder where a large workbook lies until it is sent
 * @throws as the intake does; then there is no workbook
 */
export async function takeIn(
  intake: Intake,
  file: IncomingFile,
  { dryRun, report }: Pick<Asked, 'dryRun' | 'report'>,
  folder: string,
): Promise<TakenIn> {
  const workbook = report ? new Spool(folder) : undefined;
  const tell = async (db: Db, reports: readonly IntakeReport[]) => {
    if (!workbook) return;
    for await (const chunk of await quarantineReport(db, reports, new Date())) await workbook.write(chunk as Buffer);
  };
  const load = async (each: IncomingFile) => each;
  try {
    if (dryRun) return { reports: await rehearse(intake, [file], load, tell), workbook };
    const reports = await receiveAll(intake, [file], load);
    await tell(intake.db, reports);
    return { reports, workbook };
  } catch (error) {
    await workbook?.drop();
    throw error;
  }
}
