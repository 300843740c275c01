import { eq } from 'drizzle-orm';
import { recordEvent } from '../audit/record-event.js';
import { nextVersion, recordVersion } from '../db/data-version.js';
import type { Db } from '../db/db.js';
import { foldedNames } from '../db/dataset-columns.js';
import { insertRows } from '../db/insert-rows.js';
import type { RecordSet } from '../db/record-set.js';
import { writeInTheHub, type WriteRows } from '../db/records.js';
import { supersede } from '../db/supersede.js';
import type { HandoverReading } from '../handover/reading.js';
import { receivedBefore } from './received-before.js';
import { countByCode, type IntakeReport } from './report.js';
import { handover, handoverIssue, quarantine } from './table.js';
import { createUnknown, unknownEnterprises } from './unknown-enterprises.js';

/** A file that was understood or refused, on its way into the database. */
export interface Delivery {
  readonly fileName: string;
  readonly digest: string;
  readonly bytes: number;
  readonly reading: HandoverReading;
  /** Who hands it in: the token's subject, or `cli:<user>`. */
  readonly actor: string;
}

/**
 * Takes a file that was understood into the database, all or nothing: good rows as a new data version, bad rows
 * verbatim in quarantine, every issue, one audit event. The same bytes for the same dataset change nothing.
 * @param db a database or a transaction; a transaction of its own is opened in it
 * @param writeRows where the department's records are kept
 * @throws SourceUnavailable where that cannot be written
 */
export function writeHandover(
  db: Db,
  recordSet: RecordSet,
  delivery: Delivery,
  writeRows: WriteRows = writeInTheHub,
): Promise<IntakeReport> {
  const { fileName, digest, reading, actor } = delivery;
  const { dataset, table } = recordSet;
  return db.transaction(async (tx) => {
    const version = await nextVersion(tx);
    const before = await receivedBefore(tx, dataset.id, digest);
    if (before) return { ...nothing(fileName, dataset.id, 'already_received'), issues: [before] };

    const unknown = await unknownEnterprises(tx, dataset, reading);
    const issues = [...reading.issues, ...unknown.issues];
    const counts = {
      rows: reading.rows,
      accepted: reading.accepted.length,
      quarantined: reading.quarantined.length,
      skipped: reading.skipped,
    };
    const handoverId = await putOnRecord(tx, delivery, 'accepted', { ...counts, issueCounts: countByCode(issues), version });

    const rows = reading.accepted.map(({ values, line, sheet, raw }) => {
      return { ...values, ...foldedNames(dataset, values), version, handoverId, sheet: sheet ?? null, line, raw };
    });
    await writeRows(tx, { version, department: dataset.department, dataset: dataset.id, digest }, async (home) => {
      await insertRows(home, table, rows);
      await supersede(home, recordSet, version);
    });
    await createUnknown(tx, unknown.rows, version, handoverId);
    await insertRows(tx, quarantine, waiting(reading, handoverId));
    await insertRows(tx, handoverIssue, issueRows(issues, handoverId));
    const detail = { handoverId, dataset: dataset.id, digest, version, ...counts };
    await recordEvent(tx, { actor, action: 'HANDOVER_ACCEPTED', department: dataset.department, detail });
    // The moment from which it is known, not the one at which its transaction began.
    const receivedAt = await recordVersion(tx, version);
    await tx.update(handover).set({ receivedAt }).where(eq(handover.id, handoverId));
    return { file: fileName, dataset: dataset.id, status: 'accepted', ...counts, issues };
  });
}

/** Puts a refused file on record: nothing of it is taken. */
export function writeRefusal(db: Db, recordSet: RecordSet | undefined, delivery: Delivery): Promise<IntakeReport> {
  const { fileName, digest, reading, actor } = delivery;
  return db.transaction(async (tx) => {
    const report = { ...nothing(fileName, reading.dataset ?? null, 'refused'), issues: reading.issues };
    const { rows, accepted, quarantined, skipped } = report;
    const issueCounts = countByCode(reading.issues);
    const handoverId = await putOnRecord(tx, delivery, 'refused', { rows, accepted, quarantined, skipped, issueCounts, version: null });
    await insertRows(tx, handoverIssue, issueRows(reading.issues, handoverId));
    const department = recordSet?.dataset.department ?? 'county';
    await recordEvent(tx, { actor, action: 'HANDOVER_REFUSED', department, detail: { handoverId, digest, issueCounts } });
    return report;
  });
}

function nothing(file: string, dataset: string | null, status: IntakeReport['status']) {
  return { file, dataset, status, rows: 0, accepted: 0, quarantined: 0, skipped: 0 };
}

async function putOnRecord(
  tx: Db,
  { fileName, digest, bytes, reading, actor }: Delivery,
  status: 'accepted' | 'refused',
  counts: Pick<typeof handover.$inferInsert, 'rows' | 'accepted' | 'quarantined' | 'skipped' | 'issueCounts' | 'version'>,
): Promise<number> {
  const [row] = await tx
    .insert(handover)
    .values({
      ...counts,
      ...{ dataset: reading.dataset ?? null, fileName, digest, bytes, status },
      receivedBy: actor,
      labels: [...reading.labels],
    })
    .returning({ id: handover.id });
  return row!.id;
}

function waiting(reading: HandoverReading, handoverId: number) {
  return reading.quarantined.map(({ sheet, line, raw, labels, issues }) => {
    return { handoverId, sheet: sheet ?? null, line, raw, labels: labels ?? null, codes: issues.map(({ code }) => code), state: 'WAITING' };
  });
}

function issueRows(issues: IntakeReport['issues'], handoverId: number) {
  return issues.map(({ code, severity, sheet, line, column, found, message }) => {
    return { handoverId, code, severity, sheet, line, column, found, message };
  });
}

/** Whether anything was ever handed in, and which files: their digests. */
export async function digestsReceived(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db.selectDistinct({ digest: handover.digest }).from(handover);
  return new Set(rows.map(({ digest }) => digest));
}
