import { asc, eq, isNull, lt, sql, type SQL } from 'drizzle-orm';
import { recordAct, type Act } from '../audit/act.js';
import type { Db } from '../db/db.js';
import type { Page } from '../db/page.js';
import type { FindingKind, FindingStatus, LandTaxFinding } from './finding.js';
import type { HandoverNames } from './explanation.js';
import { printFinding, type PrintedFinding } from './printed-finding.js';
import { landTaxResult, landTaxTask } from './table.js';

export type Recipient = 'tax' | 'land';

/** A task as it travels in a file. */
export interface TravellingTask extends PrintedFinding {
  readonly year: number;
  /** YYYY-MM-DD. */
  readonly due: string;
}

/** What is pushed on one day to one recipient: the content of `tasks-YYYY-MM-DD.json`. */
export interface TaskBatch {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly recipient: Recipient;
  readonly tasks: readonly TravellingTask[];
}

export interface Push {
  /** The data version that the findings were found at. */
  readonly version: number;
  readonly date: string;
  readonly due: string;
  readonly by: string;
  /** What the audit's record of the enterprises is keyed with. */
  readonly digestKey: Uint8Array;
}

/** Rows of one statement: their parameters stay below what PostgreSQL takes. */
const AT_ONCE = 1_000;

/** Whose task a finding is: an unknown holder is for the land department to clear up, everything else for the tax side. */
export function recipientOf({ kind }: Pick<LandTaxFinding, 'kind'>): Recipient {
  return kind === 'UNLINKED_HOLDER' ? 'land' : 'tax';
}

/**
 * Makes tasks of the findings that are none yet, with the corrections that wait, as the batch of a day, and gives the
 * whole batch of that day. Pushing again changes nothing: a finding is a task once, and keeps what was decided on it.
 */
export async function pushTasks(
  db: Db,
  findings: readonly LandTaxFinding[],
  files: HandoverNames,
  push: Push,
): Promise<readonly TaskBatch[]> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${landTaxTask} in share row exclusive mode`);
    const sent = { dataVersion: push.version, pushedOn: push.date, dueOn: push.due, pushedBy: push.by };
    const rows = findings.map((finding) => ({
      ...{ findingId: finding.id, recipient: recipientOf(finding), kind: finding.kind, year: finding.year, ...sent },
      content: { ...printFinding(finding, files), status: 'PUSHED' as const },
    }));
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      await tx
        .insert(landTaxTask)
        .values(rows.slice(from, from + AT_ONCE))
        .onConflictDoNothing();
    }
    const { pushedOn, dueOn, pushedBy } = sent;
    await tx.update(landTaxTask).set({ pushedOn, dueOn, pushedBy }).where(isNull(landTaxTask.pushedOn));
    const batches = await batchesOf(tx, push.date);
    await recordAct(tx, pushedAct(batches, push), push.digestKey);
    return batches;
  });
}

function pushedAct(batches: readonly TaskBatch[], { by, date, due, version }: Push): Act {
  const tasks = batches.flatMap((batch) => batch.tasks);
  const counts = Object.fromEntries(batches.map(({ recipient, tasks: its }) => [recipient, its.length]));
  return {
    ...{ actor: by, action: 'TASKS_PUSHED', departments: ['tax', 'land'] },
    creditCodes: tasks.flatMap(({ holder, taxpayer }) => [holder, taxpayer]).filter((code) => code !== null),
    detail: { date, due, version, tasks: counts },
  };
}

/** What was pushed on a day, by recipient; the same however often it is asked. */
export async function batchesOf(db: Db, date: string): Promise<readonly TaskBatch[]> {
  const rows = await db.select().from(landTaxTask).where(eq(landTaxTask.pushedOn, date)).orderBy(asc(landTaxTask.findingId));
  return (['tax', 'land'] as const).flatMap((recipient) => {
    const its = rows.filter((row) => row.recipient === recipient);
    const tasks = its.map(({ content, year, dueOn }) => ({ ...content, year, due: dueOn ?? '' }));
    return tasks.length === 0 ? [] : [{ date, recipient, tasks }];
  });
}

/** A task with what came back for it last. */
export interface TaskStanding {
  readonly findingId: string;
  readonly recipient: Recipient;
  readonly kind: FindingKind | 'LAND_CORRECTION';
  readonly year: number;
  readonly content: PrintedFinding;
  readonly dataVersion: number;
  readonly pushedOn: string | null;
  readonly dueOn: string | null;
  readonly result:
    | { readonly result: 'CONFIRMED' | 'REJECTED'; readonly reason: string | null; readonly decidedOn: string; readonly decidedBy: string }
    | undefined;
}

export type TaskPage = Page<TaskStanding>;

/** Every task of a year, or those of some findings, by finding. */
export async function readTasks(
  db: Db,
  of: { readonly year: number } | { readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, TaskStanding>> {
  const which = 'year' in of ? eq(landTaxTask.year, of.year) : sql`${landTaxTask.findingId} = any(${sql.param([...of.ids])}::text[])`;
  return standings(db, which);
}

/** Every task, the earliest due first, those that wait for a push last. */
export async function everyTask(db: Db): Promise<readonly TaskStanding[]> {
  const tasks = [...(await standings(db, undefined)).values()];
  return tasks.sort((a, b) => compareText(a.dueOn ?? '9999', b.dueOn ?? '9999') || compareText(a.findingId, b.findingId));
}

/** Whether a task is past its day and has no answer. */
export function isOverdue({ dueOn, result }: TaskStanding, today: string): boolean {
  return dueOn !== null && dueOn < today && !result;
}

/** Tasks that are past their day and have no answer, the longest first. */
export async function overdueTasks(db: Db, today: string): Promise<readonly TaskStanding[]> {
  const late = await standings(db, lt(landTaxTask.dueOn, today));
  return [...late.values()].filter((task) => isOverdue(task, today)).sort((a, b) => ((a.dueOn ?? '') < (b.dueOn ?? '') ? -1 : 1));
}

async function standings(db: Db, which: SQL | undefined): Promise<ReadonlyMap<string, TaskStanding>> {
  const rows = await db
    .select()
    .from(landTaxTask)
    .leftJoin(landTaxResult, eq(landTaxResult.findingId, landTaxTask.findingId))
    .where(which)
    .orderBy(asc(landTaxTask.findingId), asc(landTaxResult.decidedOn), asc(landTaxResult.id));
  const tasks = new Map<string, TaskStanding>();
  for (const { land_tax_task: task, land_tax_result: last } of rows) {
    const { findingId, recipient, kind, year, content, dataVersion, pushedOn, dueOn } = task;
    const result = last ? { result: last.result, reason: last.reason, decidedOn: last.decidedOn, decidedBy: last.decidedBy } : undefined;
    tasks.set(findingId, { findingId, recipient, kind, year, content, dataVersion, pushedOn, dueOn, result });
  }
  return tasks;
}

/** What has become of a finding that is still there: open, pushed, or as decided. */
export function statusOf(task: TaskStanding | undefined): FindingStatus {
  if (!task?.pushedOn) return 'OPEN';
  return task.result?.result ?? 'PUSHED';
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
