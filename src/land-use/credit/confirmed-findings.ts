import type { Db } from '../../db/db.js';
import { everyTask } from '../../land-tax/task.js';
import type { ConfirmedFinding } from './entry.js';

/** The findings of land tax that were confirmed, with the enterprise that each is about: its taxpayer, else its holder. */
export async function confirmedFindings(db: Db): Promise<readonly ConfirmedFinding[]> {
  return (await everyTask(db)).flatMap(({ findingId: id, kind, content, result }) => {
    const creditCode = content.taxpayer ?? content.holder;
    if (result?.result !== 'CONFIRMED' || creditCode === null) return [];
    return [{ id, kind, creditCode, confirmedOn: result.decidedOn }];
  });
}
