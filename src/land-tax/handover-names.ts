import type { Db } from '../db/db.js';
import { handover } from '../intake/table.js';
import type { HandoverNames } from './explanation.js';

/** The file name of every handover, for explanations that name a line. */
export async function readHandoverNames(db: Db): Promise<HandoverNames> {
  const rows = await db.select({ id: handover.id, fileName: handover.fileName }).from(handover);
  return new Map(rows.map(({ id, fileName }) => [id, fileName]));
}
