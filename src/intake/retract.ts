import { and, eq, isNull, isNotNull } from 'drizzle-orm';
import { recordEvent } from '../audit/record-event.js';
import { nextVersion, recordVersion } from '../db/data-version.js';
import type { Db } from '../db/db.js';
import { foldAgain, type Standing } from '../db/fold-again.js';
import type { RecordSet } from '../db/record-set.js';
import type { RecordKeeping } from '../db/records.js';
import type { DepartmentId } from '../grading/fact.js';
import { createEnterprises } from './create-enterprises.js';
import { countInForce } from './in-force.js';
import { namedElsewhere, vanished } from './named-elsewhere.js';
import { recordSets } from './record-sets.js';
import { handover, quarantine } from './table.js';

/** Who takes a handover back. */
export interface Retractor {
  readonly actor: string;
  /** For which department; undefined: who runs the hub. */
  readonly department?: DepartmentId;
  /** Where the departments' records are kept. */
  readonly keeping: Pick<RecordKeeping, 'write' | 'apart'>;
}

const register = recordSets.get('enterprise.register')!;

export type HandoverRow = typeof handover.$inferSelect;

/** What came of it; refused with why (中文). */
export type Retraction =
  | { readonly done: true; readonly handover: HandoverRow; readonly version: number; readonly closed: number }
  | { readonly done: false; readonly why: string };

/**
 * Takes a handover back: from a new data version on it counts as never handed over. What it superseded is in force again,
 * its lines in quarantine are closed, who, when and why are on record; all of it or nothing.
 * @throws SourceUnavailable where the department's records cannot be written
 */
export function retract(db: Db, by: Retractor, id: number, reason: string): Promise<Retraction> {
  return db.transaction(async (tx) => {
    const version = await nextVersion(tx);
    const [found] = await tx.select().from(handover).where(eq(handover.id, id)).for('update');
    const refused = why(found, by, id, reason);
    if (refused !== undefined) return { done: false, why: refused };
    const { dataset, digest, ...row } = found!;
    const recordSet = recordSets.get(dataset!)!;
    const { department } = recordSet.dataset;
    await tx
      .update(handover)
      .set({ retractedAs: version, retractedBy: by.actor, retractedReason: reason.trim() })
      .where(eq(handover.id, id));
    const every = await standing(tx);
    await by.keeping.write(tx, { version, department, dataset: dataset!, digest }, (home) =>
      takeOut(tx, home, recordSet, version, { id, standing: every, rows: row.accepted }),
    );
    // Enterprises are in the register's table whatever file named them.
    if (recordSet !== register) await takeOut(tx, tx, register, version, { id, standing: every, rows: row.accepted });
    const naming = await namedElsewhere(tx, await vanished(tx, version), { version, standing: every, apart: by.keeping.apart });
    await createEnterprises(tx, version, naming);
    const closed = await tx
      .update(quarantine)
      .set({ state: 'RETRACTED', reason: reason.trim(), decidedBy: by.actor, decidedAt: new Date() })
      .where(and(eq(quarantine.handoverId, id), eq(quarantine.state, 'WAITING')))
      .returning({ id: quarantine.id });
    const detail = { handoverId: id, dataset, digest, version, quarantineClosed: closed.length };
    await recordEvent(tx, { actor: by.actor, action: 'HANDOVER_RETRACTED', department, detail });
    const retractedAt = await recordVersion(tx, version);
    const [after] = await tx.update(handover).set({ retractedAt }).where(eq(handover.id, id)).returning();
    return { done: true, handover: after!, version, closed: closed.length };
  });
}

function why(found: HandoverRow | undefined, { department }: Retractor, id: number, reason: string): string | undefined {
  const owner = found && recordSets.get(found.dataset ?? '')?.dataset.department;
  if (!found || (department !== undefined && owner !== department)) return `没有第 ${id} 号报送：请使用报送清单中的编号`;
  if (reason.trim() === '') return '理由不能为空：请写明为何撤回，留存备查';
  if (found.status !== 'accepted' || !owner) return `第 ${id} 号报送《${found.fileName}》当时已被拒收，没有可撤回的内容`;
  if (found.retractedAs === null) return undefined;
  const when = found.retractedAt?.toISOString() ?? '';
  return `第 ${id} 号报送《${found.fileName}》已由 ${found.retractedBy} 于 ${when} 撤回（理由：${found.retractedReason}），不能再次撤回`;
}

/** The handovers that count. */
async function standing(tx: Db): Promise<readonly Standing[]> {
  const rows = await tx
    .select({ handoverId: handover.id, version: handover.version })
    .from(handover)
    .where(and(isNotNull(handover.version), isNull(handover.retractedAs)));
  return rows.map(({ handoverId, version }) => ({ handoverId, version: version! }));
}

/** @param standing the handovers that count, of whatever dataset */
async function takeOut(
  tx: Db,
  home: Db,
  recordSet: RecordSet,
  version: number,
  { id, standing: of, rows }: { readonly id: number; readonly standing: readonly Standing[]; readonly rows: number },
): Promise<void> {
  const { ended, written } = await foldAgain(home, recordSet, version, id, of, rows);
  await countInForce(tx, recordSet.dataset.id, ended, -1);
  await countInForce(tx, recordSet.dataset.id, written, 1);
}
