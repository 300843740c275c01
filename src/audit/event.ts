import type { Db } from '../db/database.js';
import type { DepartmentId } from '../grading/fact.js';
import { append, lockHead } from './append.js';
import { linked } from './chain.js';

/** The closed catalogue of what is put on record. */
export type AuditAction =
  | 'HANDOVER_ACCEPTED'
  | 'HANDOVER_REFUSED'
  | 'QUARANTINE_RELEASED'
  | 'QUARANTINE_DROPPED'
  | 'GRANT_REQUESTED'
  | 'GRANT_APPROVED'
  | 'GRANT_REFUSED'
  | 'GRANT_WITHDRAWN'
  /** Data was read and the answer given. */
  | 'READ'
  /** Nothing was answered, or not what was asked of this department. */
  | 'READ_REFUSED';

/** What, never values: ids, digests, counts, schema coordinates. */
export type Detail = Readonly<Record<string, unknown>>;

export interface AuditEvent {
  /** The token's subject, or `cli:<user>`. */
  readonly actor: string;
  readonly action: AuditAction;
  /** Whose data it was about. */
  readonly department: DepartmentId;
  readonly detail: Detail;
}

/** The detail of `READ` and `READ_REFUSED`. */
export interface ReadDetail extends Detail {
  readonly role: string;
  /** The token's purpose, in the viewer's words. */
  readonly purpose: string | null;
  /** The operation's name in its document. */
  readonly operation: string | null;
  /** `sm3:` and the hex SM3 of the document's text; null where none was sent. */
  readonly document: string | null;
  /** Schema coordinates of the department's fields that were read, sorted. */
  readonly coordinates: readonly string[];
  /** How many enterprises they were read of. */
  readonly enterprises: number;
  /** A keyed digest of which; null for none. */
  readonly enterprisesDigest: string | null;
  /** Coordinates of the department's fields that were asked for and withheld or refused, sorted. */
  readonly withheld: readonly string[];
  /** The client's address. */
  readonly client: string;
  /** Codes of the errors that the answer carries, sorted; none: answered in full. */
  readonly errors: readonly string[];
}

/**
 * Puts a deed on record in the transaction that does it: neither exists without the other. The department's chain is
 * held until the transaction ends, so this comes near its end.
 */
export async function recordEvent(tx: Db, event: AuditEvent): Promise<void> {
  const head = await lockHead(tx, event.department);
  const { done } = await append(tx, linked([event], new Map([[event.department, head]]), new Date()));
  if (!done) throw new Error('the chain moved although its head was locked');
}
