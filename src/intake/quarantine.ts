import { and, asc, count, eq, gt, inArray, sql } from 'drizzle-orm';
import { recordEvent } from '../audit/record-event.js';
import { nextVersion } from '../db/data-version.js';
import type { Db } from '../db/db.js';
import type { WriteRows } from '../db/records.js';
import type { DepartmentId } from '../grading/fact.js';
import { csvLine } from '../handover/csv-writing.js';
import type { Issue, IssueCode } from '../handover/issue.js';
import { DEFAULT_LIMITS } from '../handover/limits.js';
import { digestOf, open, read, type Declarations } from './receive.js';
import { datasetsOf, recordSets } from './record-sets.js';
import { handover, quarantine, type QuarantineState } from './table.js';
import { writeHandover } from './write-handover.js';

/** A line that waits for its department. */
export interface QuarantinedLine {
  readonly id: number;
  readonly dataset: string;
  readonly department: DepartmentId;
  readonly fileName: string;
  readonly sheet: string | null;
  readonly line: number;
  /** The header's labels as found, and the cells under them, verbatim. */
  readonly labels: readonly string[];
  readonly cells: readonly string[];
  readonly codes: readonly IssueCode[];
  readonly state: QuarantineState;
  readonly reason: string | null;
}

/** What came of a decision on a line; refused with the issues that are still in it, or why it cannot be decided. */
export type Decision =
  | { readonly done: true; readonly line: QuarantinedLine }
  | { readonly done: false; readonly why: string; readonly issues: readonly Issue[] };

const DECIDED: Readonly<Record<Exclude<QuarantineState, 'WAITING'>, string>> = {
  RELEASED: '已放行',
  DROPPED: '已作废',
  MENDED: '已在更正后重新报送',
  RETRACTED: '所在的报送已撤回',
};

/** Lines of a department that wait, oldest first, after the given id. */
export async function waitingLines(db: Db, department: DepartmentId, after: number, first: number): Promise<QuarantinedLine[]> {
  const rows = await lines(db)
    .where(and(waitingFor(department), gt(quarantine.id, after)))
    .orderBy(asc(quarantine.id))
    .limit(first);
  return rows.map(toLine);
}

/** How many lines of a department wait. */
export async function waitingCount(db: Db, department: DepartmentId): Promise<number> {
  const rows = await db
    .select({ lines: count() })
    .from(quarantine)
    .innerJoin(handover, eq(handover.id, quarantine.handoverId))
    .where(waitingFor(department));
  return rows[0]?.lines ?? 0;
}

function waitingFor(department: DepartmentId) {
  return and(eq(quarantine.state, 'WAITING'), inArray(handover.dataset, datasetsOf(department)));
}

/**
 * Releases a line with its cells corrected: it is read again as a file of its own and becomes a new version, in the
 * transaction that closes the wait.
 * @param by whoever decides, and where the department's records are kept; in the hub's own database unless given
 * @param cells under the labels of the handover, in their order
 * @throws SourceUnavailable where they cannot be written
 */
export async function release(
  db: Db,
  by: { readonly actor: string; readonly department: DepartmentId; readonly declared: Declarations; readonly writeRows?: WriteRows },
  id: number,
  cells: readonly string[],
  reason: string,
): Promise<Decision> {
  return db.transaction(async (tx) => {
    // The turn to write comes before the line, as for who takes its handover back.
    await nextVersion(tx);
    const found = await waiting(tx, by.department, id);
    if (!found.done) return found;
    const { line } = found;
    if (cells.length !== line.labels.length) {
      return refused(`应给出 ${line.labels.length} 格，与表头“${line.labels.join('、')}”一一对应；给出了 ${cells.length} 格`);
    }
    const bytes = Buffer.from(`${csvLine(line.labels)}\r\n${csvLine(cells)}`);
    const fileName = `${line.fileName}（第 ${line.line} 行更正）`;
    const file = { fileName, bytes, dataset: line.dataset };
    const { accepted, issues } = await read(file, by.declared, DEFAULT_LIMITS);
    const { opened } = await open(file, by.declared, DEFAULT_LIMITS);
    const [handedOver] = opened.handovers;
    if (accepted.length !== 1 || !handedOver) {
      return { done: false, why: '更正后的内容仍有问题', issues: issues.filter(({ severity }) => severity === 'error') };
    }
    // The line's own number is in the digest: two lines corrected to the same words are two deliveries.
    const digest = digestOf(Buffer.concat([bytes, Buffer.from(`quarantine ${id}`)]));
    const report = await writeHandover(
      tx,
      recordSets.get(line.dataset)!,
      { fileName, digest, bytes: bytes.length, opened: handedOver, mends: true, actor: by.actor },
      by.writeRows,
    );
    if (report.handoverId === undefined) return refused('该行此前已放行');
    await close(tx, by, line, 'RELEASED', reason, report.handoverId);
    return { done: true, line: { ...line, state: 'RELEASED', reason } };
  });
}

/** Drops a line for good; it stays on record with the reason. */
export async function drop(
  db: Db,
  by: { readonly actor: string; readonly department: DepartmentId },
  id: number,
  reason: string,
): Promise<Decision> {
  return db.transaction(async (tx) => {
    const found = await waiting(tx, by.department, id);
    if (!found.done) return found;
    await close(tx, by, found.line, 'DROPPED', reason, null);
    return { done: true, line: { ...found.line, state: 'DROPPED', reason } };
  });
}

/** The line, locked for the decision; another department's is as one that is not there. */
async function waiting(tx: Db, department: DepartmentId, id: number): Promise<Decision> {
  const [row] = await lines(tx).where(eq(quarantine.id, id)).for('update', { of: quarantine });
  const line = row && toLine(row);
  if (!line || line.department !== department) return refused(`没有第 ${id} 号隔离行`);
  if (line.state !== 'WAITING') return refused(`该行${DECIDED[line.state]}`);
  return { done: true, line };
}

async function close(
  tx: Db,
  by: { readonly actor: string; readonly department: DepartmentId },
  { id, dataset }: QuarantinedLine,
  state: 'RELEASED' | 'DROPPED',
  reason: string,
  releasedAs: number | null,
): Promise<void> {
  await tx.update(quarantine).set({ state, reason, releasedAs, decidedBy: by.actor, decidedAt: new Date() }).where(eq(quarantine.id, id));
  const detail = { quarantineId: id, dataset, releasedAs };
  await recordEvent(tx, { actor: by.actor, action: `QUARANTINE_${state}`, department: by.department, detail });
}

function refused(why: string): Decision {
  return { done: false, why, issues: [] };
}

function lines(db: Db) {
  return db
    .select({
      id: quarantine.id,
      dataset: handover.dataset,
      fileName: handover.fileName,
      sheet: quarantine.sheet,
      line: quarantine.line,
      labels: sql<string[]>`coalesce(${quarantine.labels}, ${handover.labels})`,
      cells: quarantine.raw,
      codes: quarantine.codes,
      state: quarantine.state,
      reason: quarantine.reason,
    })
    .from(quarantine)
    .innerJoin(handover, eq(handover.id, quarantine.handoverId));
}

function toLine(row: Awaited<ReturnType<typeof lines>>[number]): QuarantinedLine {
  const dataset = row.dataset ?? '';
  return { ...row, dataset, department: recordSets.get(dataset)!.dataset.department };
}
