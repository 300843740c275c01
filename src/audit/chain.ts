import { hash as digest } from 'node:crypto';
import type { DepartmentId } from '../grading/fact.js';
import { canonicalBytes, storable, storableText, type Storable } from './canonical.js';
import type { AuditEvent } from './event.js';

/** Where a chain ends. */
export interface Head {
  readonly sequence: number;
  /** SM3, hex. */
  readonly hash: string;
}

/** An event in its place in the chain of its department. */
export interface Link extends AuditEvent {
  readonly sequence: number;
  readonly at: Date;
  /** The hash of the link before. */
  readonly previous: string;
  readonly hash: string;
}

/** What every chain hangs on. */
export const GENESIS: Head = { sequence: 0, hash: '0'.repeat(64) };

/** Named in every hash, so that links of another form could never pass for these. */
const FORM = 'muhub audit link 1';

/** The hash of a link: SM3 (GB/T 32905-2016) of its canonical bytes, the hash of the link before included; hex. */
export function hashOf(link: Omit<Link, 'hash'>): string {
  return hashStored({ ...link, detail: storable(link.detail) });
}

type Stored = Omit<Link, 'hash' | 'detail'> & { readonly detail: Storable };

function hashStored({ department, sequence, at, actor, action, detail, previous }: Stored): string {
  const content = [FORM, department, sequence, at.toISOString(), actor, action, detail, previous];
  return digest('sm3', canonicalBytes(content), 'hex');
}

/**
 * Links events to the chains of their departments, in the order given.
 * @param heads where the chains end; a department without one begins at {@link GENESIS}
 */
export function linked(events: readonly AuditEvent[], heads: ReadonlyMap<DepartmentId, Head>, at: Date): Link[] {
  const ends = new Map(heads);
  return events.map((event) => {
    const before = ends.get(event.department) ?? GENESIS;
    const detail = storable(event.detail);
    const open = { ...event, actor: storableText(event.actor), sequence: before.sequence + 1, at, previous: before.hash };
    const link = { ...open, detail: detail as AuditEvent['detail'], hash: hashStored({ ...open, detail }) };
    ends.set(event.department, link);
    return link;
  });
}
