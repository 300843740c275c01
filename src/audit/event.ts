import type { DepartmentId } from '../grading/fact.js';

/** The closed catalogue of what is put on record; schema/audit.graphql says what each is. */
export const AUDIT_ACTIONS = [
  'READ',
  'READ_REFUSED',
  'EXPORT',
  'EXPORT_REFUSED',
  'HANDOVER_ACCEPTED',
  'HANDOVER_REFUSED',
  'HANDOVER_RETRACTED',
  'QUARANTINE_RELEASED',
  'QUARANTINE_DROPPED',
  'GRANT_REQUESTED',
  'GRANT_APPROVED',
  'GRANT_REFUSED',
  'GRANT_WITHDRAWN',
  'CONSENT_GIVEN',
  'CONSENT_WITHDRAWN',
  'LIST_EXPORTED',
  'TASKS_PUSHED',
  'RESULTS_RECEIVED',
  'CORRECTION_ASKED',
  'EVALUATION_PUBLISHED',
  'ROUND_STEP',
  'ROUND_ARCHIVED',
  'EVIDENCE_RECEIVED',
  'TOKEN_REFUSED',
  'ACCOUNT_INVITED',
  'ACCOUNT_RESET',
  'ACCOUNT_DISABLED',
  'ACCOUNT_ENABLED',
  'ACCOUNT_EXPIRY_SET',
  'ACCOUNT_LOCKED',
  'SHEET_LOCKED',
  'PASSWORD_SET',
  'SIGNED_IN',
  'BACKED_UP',
  'RESTORED',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** The actions that answer a query, or refuse to. */
export const READS = ['READ', 'READ_REFUSED', 'EXPORT', 'EXPORT_REFUSED'] as const satisfies readonly AuditAction[];

/** What, never values: ids, digests, counts, schema coordinates. */
export type Detail = Readonly<Record<string, unknown>>;

export interface AuditEvent {
  /** The token's subject, or `cli:<user>`; `unverified` where no token was good. */
  readonly actor: string;
  readonly action: AuditAction;
  /** Whose data it was about. */
  readonly department: DepartmentId;
  readonly detail: Detail;
}

/** The detail of {@link READS}. */
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
  /** Fields of both lists that were filtered, ordered, added up or worked out by, each with the act: `ORDER Grade.total`, sorted; absent: none. */
  readonly ways?: readonly string[];
  /** The client's address. */
  readonly client: string;
  /** Codes of the errors that the answer carries, sorted; none: answered in full. */
  readonly errors: readonly string[];
  /** Of `EXPORT`: the document's name, the format, the data version, and how many rows; null rows: 304. */
  readonly file?: { readonly document: string; readonly format: string; readonly dataVersion: number; readonly rows: number | null };
}
