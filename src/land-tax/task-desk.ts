import { versionAt } from '../db/data-version.js';
import type { Db } from '../db/db.js';
import type { Readers } from '../departments/readers.js';
import { fileBytes, type Bytes } from '../handover/file-bytes.js';
import type { Limits } from '../handover/limits.js';
import type { Workbook } from '../workbook/workbook.js';
import type { HandoverNames } from './explanation.js';
import type { LandTaxFinding } from './finding.js';
import { receiveResults, type ResultsReport } from './receive-results.js';
import { resultsText } from './results-file.js';
import { isWorkbook, resultsOfWorkbook } from './results-sheet.js';
import { batchesOf, pushTasks, type Push, type Recipient, type TaskBatch } from './task.js';
import { byTown, taskWorkbook } from './task-workbook.js';

/** Which workbook of tasks: what one recipient was sent on a day, of one town. */
export interface WorkbookAsked {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly recipient: Recipient;
  /** The town's code; null: of the tasks whose parties lie in no known town. */
  readonly town: string | null;
}

/** A workbook of tasks, and the enterprises that it is about. */
export interface TownWorkbook {
  readonly workbook: Workbook;
  readonly creditCodes: readonly string[];
}

/** Where findings leave as tasks and come back as results. */
export interface TaskDesk {
  /** As {@link pushTasks}. */
  push(findings: readonly LandTaxFinding[], files: HandoverNames, push: Push): Promise<readonly TaskBatch[]>;
  /** What an office fills in; undefined: nothing was pushed so. @param kinds the words of the kinds of finding */
  workbook(asked: WorkbookAsked, kinds: ReadonlyMap<string, string>): Promise<TownWorkbook | undefined>;
  /** Takes a results file, or a workbook that was filled in, all or nothing. @throws ResultsRefused */
  receive(file: { readonly name: string; readonly bytes: Bytes }, by: Parameters<typeof receiveResults>[3]): Promise<ResultsReport>;
}

/** @param limits of what is handed in */
export function openTaskDesk(db: Db, readers: Readers, limits: Limits): TaskDesk {
  return {
    push: (findings, files, push) => pushTasks(db, findings, files, push),
    workbook: async ({ date, recipient, town }, kinds) => {
      const batch = (await batchesOf(db, date)).find((each) => each.recipient === recipient);
      if (!batch) return undefined;
      const directory = await readers.enterprises.directory(await versionAt(db));
      const its = byTown(batch, (code) => directory.get(code)?.town ?? null).find((each) => each.town === town);
      if (!its) return undefined;
      const creditCodes = its.tasks.flatMap(({ holder, taxpayer }) => [holder, taxpayer]).filter((code) => code !== null);
      return { workbook: taskWorkbook(its, batch, { nameOf: (code) => directory.name(code) ?? null, kinds }), creditCodes };
    },
    receive: async ({ name, bytes }, by) => {
      const whole = fileBytes(bytes);
      const text = (await isWorkbook(whole)) ? await resultsOfWorkbook(whole, name, limits) : await resultsText(whole, name, limits.bytes);
      return receiveResults(db, text, name, by);
    },
  };
}
