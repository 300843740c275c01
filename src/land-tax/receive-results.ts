import { recordAct } from '../audit/act.js';
import type { Db } from '../db/db.js';
import { findingId } from './finding.js';
import type { PrintedFinding } from './printed-finding.js';
import { parseResults, type TravellingResult } from './results-file.js';
import { landTaxResult, landTaxTask } from './table.js';
import { readTasks, type TaskStanding } from './task.js';

/** What reading a results file did. */
export interface ResultsReport {
  readonly results: number;
  /** New on record. */
  readonly recorded: number;
  /** On record already: reading a file twice changes nothing. */
  readonly repeated: number;
  /** Ids that no task bears: kept on record all the same. */
  readonly unknown: readonly string[];
  /** Corrections now asked of the land department. */
  readonly corrections: number;
}

/**
 * Takes in what offices answered, all or nothing.
 * @param text of `results-YYYY-MM-DD.json`
 * @param by who is on record for it
 * @throws ResultsRefused if the file cannot be used
 */
export async function receiveResults(
  db: Db,
  text: string,
  fileName: string,
  by: { readonly actor: string; readonly digestKey: Uint8Array },
): Promise<ResultsReport> {
  const results = parseResults(text, fileName);
  return db.transaction(async (tx) => {
    const tasks = await readTasks(tx, { ids: results.map(({ id }) => id) });
    let recorded = 0;
    let corrections = 0;
    for (const each of results) {
      const { id, result, reason, date, by } = each;
      const row = { findingId: id, result, reason: reason ?? null, decidedOn: date, decidedBy: by, fileName };
      recorded += (await tx.insert(landTaxResult).values(row).onConflictDoNothing().returning({ id: landTaxResult.id })).length;
      const task = tasks.get(id);
      if (task) corrections += await askForCorrections(tx, each, task);
    }
    const unknown = [...new Set(results.map(({ id }) => id).filter((id) => !tasks.has(id)))];
    const report = { results: results.length, recorded, repeated: results.length - recorded, unknown, corrections };
    const creditCodes = [...tasks.values()]
      .flatMap(({ content: { holder, taxpayer } }) => [holder, taxpayer])
      .filter((code) => code !== null);
    const detail = { fileName, ...report, unknown: unknown.length };
    await recordAct(tx, { actor: by.actor, action: 'RESULTS_RECEIVED', departments: ['tax', 'land'], creditCodes, detail }, by.digestKey);
    return report;
  });
}

/** What the tax side found out about land waits for the next push to the land department; asked once. */
async function askForCorrections(tx: Db, { land = [], by, date }: TravellingResult, task: TaskStanding): Promise<number> {
  let asked = 0;
  for (const { what, note } of land) {
    const { content, year, dataVersion } = task;
    const id = findingId({
      kind: task.kind,
      year,
      parcel: content.unitCode,
      taxpayer: content.taxpayer,
      sourceId: JSON.stringify(['land', what]),
    });
    const explanation = `${by} ${date} 核实时发现：${what}${note ? `（${note}）` : ''}。请自然资源部门核查更正。原疑点：${content.explanation}`;
    const correction: PrintedFinding = { ...content, id, kind: 'LAND_CORRECTION', explanation, status: 'OPEN' };
    const row = { findingId: id, recipient: 'land' as const, kind: 'LAND_CORRECTION' as const, year, content: correction, dataVersion };
    asked += (await tx.insert(landTaxTask).values(row).onConflictDoNothing().returning({ id: landTaxTask.findingId })).length;
  }
  return asked;
}
