import type { Db } from '../db/db.js';
import { insertRows } from '../db/insert-rows.js';
import { enterprise } from '../enterprise/table.js';
import { foldName } from '../handover/fold.js';

/** A row that names an enterprise that nobody else knows. */
export interface NamingRow {
  readonly code: string;
  /** What it calls it, where it does. */
  readonly name: unknown;
  readonly handoverId: number;
  readonly sheet: string | null;
  readonly line: number;
  readonly raw: readonly string[];
}

/** Creates enterprises that the register does not have, each with what a row says of it. */
export async function createEnterprises(tx: Db, version: number, rows: readonly NamingRow[]): Promise<void> {
  const created = rows.map(({ code, name: said, handoverId, sheet, line, raw }) => {
    const name = typeof said === 'string' ? said : null;
    return { creditCode: code, name, foldedName: name && foldName(name), registered: false, version, handoverId, sheet, line, raw };
  });
  await insertRows(tx, enterprise, created);
}
