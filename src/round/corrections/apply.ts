import { and, eq } from 'drizzle-orm';
import { lockHeads } from '../../audit/append.js';
import { branchVersion } from '../../db/branch.js';
import { copyIntoBranch, isOfKey, removeFromBranch, writeBranchRows } from '../../db/branch-rows.js';
import type { Db } from '../../db/db.js';
import type { WriteRows } from '../../db/records.js';
import type { DepartmentId } from '../../grading/fact.js';
import { csvLine } from '../../handover/csv-writing.js';
import { digestOf, type Declarations } from '../../intake/receive.js';
import { release } from '../../intake/quarantine.js';
import { recordSets } from '../../intake/record-sets.js';
import { handover, quarantine } from '../../intake/table.js';
import { writeHandover } from '../../intake/write-handover.js';
import { issue, RoundRefused } from '../refused.js';
import type { Round } from '../round.js';
import { readCorrections, type RecordChange, type RecordCorrection } from './read-correction.js';
import { removeRecord } from './remove-record.js';
import { roundBranch, roundCorrection } from './table.js';

/** What records are written with. */
export interface CorrectionDesk {
  readonly declared: Declarations;
  readonly write: WriteRows;
}

/** Records that a department puts right, and why. */
export interface CorrectionOrder {
  readonly round: Round;
  /** The event of the round that took V1. */
  readonly taken: number;
  readonly creditCode: string;
  /** Null: the department found the error itself. */
  readonly objection: number | null;
  readonly department: DepartmentId;
  readonly by: string;
  readonly at: Date;
  readonly document: string | null;
  readonly reason: string;
  readonly corrections: readonly RecordCorrection[];
  /** Lines in quarantine that are taken as they are. */
  readonly release: readonly string[];
}

/** A change with the digest that tells it from any other. */
interface Written {
  readonly change: RecordChange;
  readonly digest: string;
  readonly fileName: string;
}

/**
 * Puts records right, on the fly and in the round's own data, in the transaction of the verdict; a trial's corrections are
 * read by the trial alone.
 * @returns the version of the round's data after it; undefined: nothing was to be put right
 * @throws RoundRefused VALUE_INVALID or NOT_YOURS with everything that is wrong; SourceUnavailable
 */
export async function applyCorrections(tx: Db, desk: CorrectionDesk, order: CorrectionOrder): Promise<number | undefined> {
  const { changes, issues } = readCorrections(order.corrections, {
    events: desk.declared.eventCodes as ReadonlySet<string>,
    facts: desk.declared.facts,
  });
  const foreign = changes
    .filter(({ recordSet: { dataset } }) => !isOwn(dataset.department, order.department))
    .map(({ recordSet: { dataset } }) => issue('NOT_YOURS', dataset.id, `${dataset.title}不是本部门的数据，由其提供部门更正`));
  if (issues.length + foreign.length > 0) throw new RoundRefused(...issues, ...foreign);
  if (changes.length === 0 && order.release.length === 0) return undefined;
  // Chains are locked in one order everywhere.
  await lockHeads(tx, ['county', order.department]);
  let last: number | undefined;
  for (const change of changes) last = await correct(tx, desk, order, change);
  for (const id of order.release) last = await releaseLine(tx, desk, order, id);
  return last;
}

/** Events and declared facts come from any department, and are the county's. */
function isOwn(dataset: DepartmentId, department: DepartmentId): boolean {
  return dataset === department || (department === 'county' && dataset === 'register');
}

async function correct(tx: Db, desk: CorrectionDesk, order: CorrectionOrder, change: RecordChange): Promise<number> {
  const { recordSet, row, key, labels, cells } = change;
  const { dataset } = recordSet;
  const next = await nextStep(tx, order);
  const text = `${csvLine(labels)}\r\n${csvLine(row?.raw ?? key.map(String))}`;
  const fileName = order.objection === null ? `${dataset.title}（自查更正）` : `${dataset.title}（第 ${order.objection} 号异议更正）`;
  const written = { change, fileName, digest: digestOf(Buffer.from(`${text}\r\n${order.round.id} ${next}`)) };
  const onTheFly = order.round.trial ? undefined : await writeOnTheFly(tx, desk, order, written);
  const handoverId = onTheFly?.handoverId ?? (row ? await heldForTrial(tx, order, written) : undefined);
  const place = { version: next, department: dataset.department, dataset: dataset.id, digest: written.digest };
  let there = true;
  await desk.write(tx, place, async (home) => {
    if (row) await writeBranchRows(home, recordSet, next, handoverId!, [row]);
    else there = await removeFromBranch(home, recordSet, next, isOfKey(recordSet, 'own', key));
  });
  if (!there) throw notThere(change);
  await note(tx, order, next, {
    dataset: dataset.id,
    key: key.map((cell) => String(cell ?? '')),
    cells,
    removed: !row,
    version: onTheFly?.version ?? null,
  });
  return next;
}

async function writeOnTheFly(
  tx: Db,
  desk: CorrectionDesk,
  order: CorrectionOrder,
  { change, digest, fileName }: Written,
): Promise<{ readonly version: number; readonly handoverId?: number }> {
  const { recordSet, row, labels } = change;
  if (!row) {
    const version = await removeRecord(tx, change, digest, desk.write);
    if (version === undefined) throw notThere(change);
    return { version };
  }
  const opened = {
    ...({ status: 'opened', dataset: recordSet.dataset.id, labels, issues: [] } as const),
    blocks: async function* () {
      yield { accepted: [row], quarantined: [], skipped: 0, issues: [], withdrawn: [] };
    },
  };
  const report = await writeHandover(tx, recordSet, { fileName, digest, bytes: 0, opened, mends: true, actor: order.by }, desk.write);
  return { handoverId: report.handoverId!, version: await versionOf(tx, report.handoverId!) };
}

/** What a trial corrects has a handover of its own too, which holds nowhere but in it. */
async function heldForTrial(tx: Db, order: CorrectionOrder, { change, digest, fileName }: Written): Promise<number> {
  const counts = { rows: 1, accepted: 1, quarantined: 0, skipped: 0, issueCounts: {}, bytes: 0 };
  const about = { dataset: change.recordSet.dataset.id, fileName, digest, status: 'accepted' } as const;
  const [row] = await tx
    .insert(handover)
    .values({ ...counts, ...about, labels: [...change.labels], receivedBy: order.by })
    .returning({ id: handover.id });
  return row!.id;
}

/** Takes a line in quarantine as it was handed over; of what keeps it there something must have passed. */
async function releaseLine(tx: Db, desk: CorrectionDesk, order: CorrectionOrder, id: string): Promise<number> {
  const number = /^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0;
  if (order.round.trial) throw new RoundRefused(issue('VALUE_INVALID', id, '试评的更正只在试评中有效，不能放行隔离行'));
  const [line] = await tx
    .select({ raw: quarantine.raw, dataset: handover.dataset })
    .from(quarantine)
    .innerJoin(handover, eq(handover.id, quarantine.handoverId))
    .where(eq(quarantine.id, number));
  const by = { actor: order.by, department: order.department, declared: desk.declared, writeRows: desk.write };
  const decision = line && (await release(tx, by, number, line.raw, order.reason));
  if (!decision?.done) {
    const words = decision ? [decision.why, ...decision.issues.map(({ message }) => message)] : [`没有第 ${id} 号隔离行`];
    throw new RoundRefused(issue('VALUE_INVALID', id, words.join('；')));
  }
  const [released] = await tx.select({ as: quarantine.releasedAs }).from(quarantine).where(eq(quarantine.id, number));
  const handoverId = released!.as!;
  const version = await versionOf(tx, handoverId);
  const recordSet = recordSets.get(line!.dataset!)!;
  const { dataset } = recordSet;
  const next = await nextStep(tx, order);
  const place = { version: next, department: dataset.department, dataset: dataset.id, digest: `quarantine ${id} ${next}` };
  await desk.write(tx, place, (home) => copyIntoBranch(home, recordSet, next, { version, handoverId }));
  await note(tx, order, next, { dataset: dataset.id, key: [`隔离行 ${id}`], cells: null, removed: false, version });
  return next;
}

async function versionOf(tx: Db, handoverId: number): Promise<number> {
  const [row] = await tx.select({ version: handover.version }).from(handover).where(eq(handover.id, handoverId));
  return row!.version!;
}

/** The version that the next correction makes of the round's data. */
async function nextStep(tx: Db, { round, taken }: CorrectionOrder): Promise<number> {
  await tx.insert(roundBranch).values({ roundId: round.id, taken, base: round.dataVersion! }).onConflictDoNothing();
  const where = and(eq(roundBranch.roundId, round.id), eq(roundBranch.taken, taken));
  const [branch] = await tx.select().from(roundBranch).where(where).for('update');
  const step = branch!.steps + 1;
  await tx.update(roundBranch).set({ steps: step }).where(where);
  return branchVersion({ branch: branch!.id, base: branch!.base, step });
}

async function note(
  tx: Db,
  { round, creditCode, objection, document, reason, by, at }: CorrectionOrder,
  roundVersion: number,
  what: Pick<typeof roundCorrection.$inferInsert, 'dataset' | 'key' | 'cells' | 'removed' | 'version'>,
): Promise<void> {
  await tx
    .insert(roundCorrection)
    .values({ ...what, roundId: round.id, creditCode, objectionId: objection, document, reason, by, at, roundVersion });
}

function notThere({ recordSet: { dataset }, key }: RecordChange): RoundRefused {
  return new RoundRefused(issue('VALUE_INVALID', 'key', `${dataset.title}没有这条记录：${key.map((cell) => cell ?? '').join('，')}`));
}
