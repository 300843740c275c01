import type { Db } from '../db/db.js';
import type { DepartmentId } from '../grading/fact.js';
import { enterprisesDigest } from './enterprise-digest.js';
import { type AuditAction, type Detail } from './event.js';
import { recordEvents } from './record-event.js';

/** Something done with departments' data outside of a query: a list exported, tasks pushed, results received. */
export interface Act {
  /** The token's subject, or `cli:<user>`. */
  readonly actor: string;
  readonly action: AuditAction;
  /** Whose data went into it, or came of it. */
  readonly departments: readonly DepartmentId[];
  /** The enterprises that it was about: on record are their number and a keyed digest. */
  readonly creditCodes: Iterable<string>;
  /** What else is said of it: ids, digests, counts, file names; never values. */
  readonly detail: Detail;
}

/**
 * Puts an act on record, once with each department, in the transaction that does it: neither exists without the other.
 * The chains are held until the transaction ends, so this is its last statement.
 * @param digestKey of `openDigestKey`
 */
export async function recordAct(tx: Db, { actor, action, departments, creditCodes, detail }: Act, digestKey: Uint8Array): Promise<void> {
  const codes = new Set(creditCodes);
  await recordEvents(
    tx,
    [...new Set(departments)].map((department) => {
      const digest = enterprisesDigest(digestKey, { department, reader: actor }, codes);
      return { actor, action, department, detail: { ...detail, enterprises: codes.size, enterprisesDigest: digest } };
    }),
  );
}
