import { and, inArray, isNull } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { insertRows } from '../db/insert-rows.js';
import { enterprise } from '../enterprise/table.js';
import type { DatasetDefinition } from '../handover/dataset.js';
import { foldName } from '../handover/fold.js';
import { issue } from '../handover/issue-catalogue.js';
import type { Issue } from '../handover/issue.js';
import type { AcceptedRow, HandoverReading } from '../handover/reading.js';

const CODES_A_STATEMENT = 10_000;

/** Rows whose enterprise the register does not have, and the first of each that nobody knows at all. */
export interface Unknown {
  readonly issues: readonly Issue[];
  readonly rows: ReadonlyMap<string, AcceptedRow>;
}

/** Finds accepted rows whose 统一社会信用代码 the register does not have (`UNKNOWN_ENTERPRISE`). */
export async function unknownEnterprises(tx: Db, dataset: DatasetDefinition, reading: HandoverReading): Promise<Unknown> {
  const column = dataset.columns.find(({ kind }) => kind === 'creditCode');
  if (!column || dataset.id === 'enterprise.register') return { issues: [], rows: new Map() };

  const codeOf = (row: AcceptedRow) => String(row.values[column.field]);
  const registered = await registrations(tx, [...new Set(reading.accepted.map(codeOf))]);
  const issues: Issue[] = [];
  const rows = new Map<string, AcceptedRow>();
  for (const row of reading.accepted) {
    const code = codeOf(row);
    if (registered.get(code)) continue;
    const { line, sheet } = row;
    issues.push(issue('UNKNOWN_ENTERPRISE', { line, sheet, column: column.label, found: code }));
    if (!registered.has(code) && !rows.has(code)) rows.set(code, row);
  }
  return { issues, rows };
}

/** Of the credit codes, those known at all, and whether the register has them. */
async function registrations(tx: Db, codes: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
  const known = new Map<string, boolean>();
  for (let from = 0; from < codes.length; from += CODES_A_STATEMENT) {
    const rows = await tx
      .select({ code: enterprise.creditCode, registered: enterprise.registered })
      .from(enterprise)
      .where(and(isNull(enterprise.superseded), inArray(enterprise.creditCode, codes.slice(from, from + CODES_A_STATEMENT))));
    for (const { code, registered } of rows) known.set(code, registered);
  }
  return known;
}

/** Creates the enterprises that only this file knows, with what it says of them, as not registered. */
export async function createUnknown(tx: Db, rows: Unknown['rows'], version: number, handoverId: number): Promise<void> {
  const created = [...rows].map(([creditCode, { values, line, sheet, raw }]) => {
    const name = typeof values['name'] === 'string' ? values['name'] : null;
    const origin = { version, handoverId, sheet: sheet ?? null, line, raw };
    return { creditCode, name, foldedName: name && foldName(name), registered: false, ...origin };
  });
  await insertRows(tx, enterprise, created);
}
