import type { Db } from '../db/database.js';
import { auditEvent } from './table.js';

/** The closed catalogue of deeds. */
export type AuditAction =
  'HANDOVER_ACCEPTED' | 'HANDOVER_REFUSED' | 'QUARANTINE_RELEASED' | 'QUARANTINE_DROPPED';

export interface AuditEvent {
  /** The token's subject, or `cli:<user>`. */
  readonly actor: string;
  readonly action: AuditAction;
  /** Whose records it was about. */
  readonly department: string;
  /** What, never values: ids, digests, counts. */
  readonly detail: Record<string, unknown>;
}

/** Puts a deed on record in the transaction that does it: neither exists without the other. */
export async function recordEvent(tx: Db, event: AuditEvent): Promise<void> {
  await tx.insert(auditEvent).values(event);
}
