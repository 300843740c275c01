import { eq } from 'drizzle-orm';
import { recordEvent } from '../audit/record-event.js';
import { nextVersion, recordVersion } from '../db/data-version.js';
import type { Db } from '../db/db.js';
import { carryOver } from '../db/carry-over.js';
import { copyInto } from '../db/copy-into.js';
import { insertRows } from '../db/insert-rows.js';
import type { RecordSet } from '../db/record-set.js';
import { writeInTheHub, type WriteRows } from '../db/records.js';
import { recordLines } from '../db/record-lines.js';
import { supersede, type Ended } from '../db/supersede.js';
import { takeBack } from '../db/take-back.js';
import type { Issue } from '../handover/issue.js';
import type { NamedLine } from '../handover/report-columns.js';
import type { LinePlace, OpenedHandover, QuarantinedRow, RefusedHandover } from '../handover/reading.js';
import { fewerRows } from './fewer-rows.js';
import { countInForce } from './in-force.js';
import { IssueTally, type IssueCounts } from './issue-tally.js';
import { closeMended, MendedLines } from './mended-lines.js';
import { receivedBefore } from './received-before.js';
import type { IntakeReport } from './report.js';
import { rowBatches } from './row-batches.js';
import { handover, handoverIssue, quarantine } from './table.js';
import { UnknownEnterprises } from './unknown-enterprises.js';

/** A file on its way into the database. */
export interface Delivery {
  readonly fileName: string;
  readonly digest: string;
  readonly bytes: number;
  /** The year that it is said to be of. */
  readonly year?: number;
  /** Who hands it in: the token's subject, or `cli:<user>`. */
  readonly actor: string;
  /** They hand over some of its rows alone: what they name of others' is left. */
  readonly isOfSome?: boolean;
}

/** A file whose header was understood. */
export interface OpenedDelivery extends Delivery {
  readonly opened: OpenedHandover;
  /** It is no table of its own but mends lines of another: few rows are nothing to be told. */
  readonly mends?: boolean;
}

/**
 * Takes a file that was understood into the database, all or nothing, while it is read: good rows as a new data version,
 * bad rows verbatim in quarantine, every issue, one audit event. The same bytes change nothing while all of them is in force.
 * @param db a database or a transaction; a transaction of its own is opened in it
 * @param writeRows where the department's records are kept
 * @throws Refusal where the file cannot be read on, SourceUnavailable where its rows cannot be written; nothing of it is left
 */
export function writeHandover(
  db: Db,
  recordSet: RecordSet,
  delivery: OpenedDelivery,
  writeRows: WriteRows = writeInTheHub,
): Promise<IntakeReport> {
  const { fileName, digest, year, opened, mends, actor, isOfSome } = delivery;
  const { dataset } = recordSet;
  return db.transaction(async (tx) => {
    const version = await nextVersion(tx);
    const before = await receivedBefore(tx, dataset.id, { digest, year, actor });
    if (before) return { ...nothing(fileName, dataset.id, 'already_received'), ...told([before]) };

    const issues = new IssueTally();
    const handoverId = await putOnRecord(tx, delivery, opened, 'accepted', version);
    const tell = async (found: readonly Issue[]) => insertRows(tx, handoverIssue, issueRows(issues.add(found), handoverId));
    await tell(opened.issues);
    let counts: Counts | undefined;
    let mended: { readonly mended: number } | undefined;
    await writeRows(tx, { version, department: dataset.department, dataset: dataset.id, digest }, async (home) => {
      const written = await writeLines(tx, home, recordSet, { opened, version, handoverId, tell });
      await countInForce(tx, dataset.id, written.ended, -1);
      const closed = await closeMended(tx, written.mended, { dataset: dataset.id, handoverId, actor, isOfSome });
      if (closed > 0) mended = { mended: closed };
      if (!mends && !new MendedLines(opened.labels).any) await tell(await fewerRows(tx, home, recordSet, written.ended, fileName));
      counts = written.counts;
    });
    const detail = { handoverId, dataset: dataset.id, digest, version, ...counts!, ...mended };
    await recordEvent(tx, { actor, action: 'HANDOVER_ACCEPTED', department: dataset.department, detail });
    // The moment from which it is known, not the one at which its transaction began.
    const receivedAt = await recordVersion(tx, version);
    await tx
      .update(handover)
      .set({ ...counts, inForce: counts!.accepted, issueCounts: issues.counts, receivedAt })
      .where(eq(handover.id, handoverId));
    return {
      file: fileName,
      dataset: dataset.id,
      handoverId,
      status: 'accepted',
      ...counts!,
      issueCounts: issues.counts,
      issues: issues.first,
    };
  });
}

type Counts = Pick<IntakeReport, 'rows' | 'accepted' | 'quarantined' | 'skipped'>;

/** Writes the lines of a file as they are read: rows where they are kept, what is wrong with others into the hub. */
async function writeLines(
  tx: Db,
  home: Db,
  recordSet: RecordSet,
  to: {
    readonly opened: OpenedHandover;
    readonly version: number;
    readonly handoverId: number;
    readonly tell: (found: readonly Issue[]) => Promise<void>;
  },
): Promise<{ readonly counts: Counts; readonly ended: readonly Ended[]; readonly mended: readonly NamedLine[] }> {
  const { opened, version, handoverId, tell } = to;
  const lines = recordLines(recordSet, version, handoverId);
  const unknown = new UnknownEnterprises(recordSet);
  const withdrawn: LinePlace[] = [];
  const lacking = new Map<string | undefined, readonly string[]>();
  const mended: NamedLine[] = [];
  let [accepted, quarantined, skipped] = [0, 0, 0];
  for await (const batch of rowBatches(opened.blocks(), lines, unknown.field, new MendedLines(opened.labels))) {
    if (batch.accepted > 0) await copyInto(home, recordSet.table, lines.columns, batch.records);
    await unknown.look(tx, batch);
    await insertRows(tx, quarantine, waiting(batch.quarantined, handoverId));
    await tell(batch.issues);
    for (const place of batch.withdrawn) withdrawn.push(place);
    for (const named of batch.mended) mended.push(named);
    for (const [sheet, fields] of batch.lacks) lacking.set(sheet, fields);
    accepted += batch.accepted - batch.withdrawn.length;
    quarantined += batch.quarantined.length;
    skipped += batch.skipped;
  }
  await takeBack(home, recordSet, version, withdrawn);
  for (const [sheet, fields] of lacking) await carryOver(home, recordSet, version, { sheet, fields }, accepted);
  const ended = await supersede(home, recordSet, version, accepted);
  for await (const issues of unknown.create(tx, home, version, handoverId)) await tell(issues);
  return { counts: { rows: accepted + quarantined + skipped, accepted, quarantined, skipped }, ended, mended };
}

/** Puts a refused file on record: nothing of it is taken. */
export function writeRefusal(
  db: Db,
  recordSet: RecordSet | undefined,
  delivery: Delivery,
  refused: RefusedHandover | OpenedHandover,
): Promise<IntakeReport> {
  const { fileName, digest, actor } = delivery;
  return db.transaction(async (tx) => {
    const report = { ...nothing(fileName, refused.dataset ?? null, 'refused'), ...told(refused.issues) };
    const { issueCounts } = report;
    const handoverId = await putOnRecord(tx, delivery, refused, 'refused', null, issueCounts);
    await insertRows(tx, handoverIssue, issueRows(refused.issues, handoverId));
    const department = recordSet?.dataset.department ?? 'county';
    await recordEvent(tx, { actor, action: 'HANDOVER_REFUSED', department, detail: { handoverId, digest, issueCounts } });
    return report;
  });
}

function nothing(file: string, dataset: string | null, status: IntakeReport['status']) {
  return { file, dataset, status, rows: 0, accepted: 0, quarantined: 0, skipped: 0 };
}

function told(found: readonly Issue[]): Pick<IntakeReport, 'issueCounts' | 'issues'> {
  const issues = new IssueTally();
  issues.add(found);
  return { issueCounts: issues.counts, issues: issues.first };
}

/** Puts a file on record, with no line counted yet. */
async function putOnRecord(
  tx: Db,
  { fileName, digest, bytes, year, actor }: Delivery,
  { dataset, labels }: Pick<RefusedHandover, 'dataset' | 'labels'>,
  status: 'accepted' | 'refused',
  version: number | null,
  issueCounts: IssueCounts = {},
): Promise<number> {
  const counts = { rows: 0, accepted: 0, quarantined: 0, skipped: 0, issueCounts };
  const [row] = await tx
    .insert(handover)
    .values({
      ...counts,
      ...{ dataset: dataset ?? null, fileName, digest, bytes, year, status, version },
      receivedBy: actor,
      labels: [...labels],
    })
    .returning({ id: handover.id });
  return row!.id;
}

function waiting(rows: readonly QuarantinedRow[], handoverId: number) {
  return rows.map(({ sheet, line, raw, labels, issues }) => {
    return { handoverId, sheet: sheet ?? null, line, raw, labels: labels ?? null, codes: issues.map(({ code }) => code), state: 'WAITING' };
  });
}

function issueRows(issues: readonly Issue[], handoverId: number) {
  return issues.map(({ code, severity, sheet, line, column, found, message }) => {
    return { handoverId, code, severity, sheet, line, column, found, message };
  });
}

/** Whether anything was ever handed in, and which files: their digests. */
export async function digestsReceived(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db.selectDistinct({ digest: handover.digest }).from(handover);
  return new Set(rows.map(({ digest }) => digest));
}
