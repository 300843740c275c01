import { createHmac, hash as digest } from 'node:crypto';
import type { DepartmentId } from '../grading/fact.js';
import { canonicalList, canonicalText, storable, storableText } from './canonical.js';
import type { ChainKey } from './chain-key.js';
import type { AuditEvent, Detail } from './event.js';

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
const PLAIN = 'muhub audit link 1';
const KEYED = 'muhub audit link 2';

/**
 * The hash of a link: HMAC with SM3 (GB/T 32905-2016) of its canonical bytes, the hash of the link before included; hex.
 * @param key undefined: SM3 alone, as links were hashed before the seal
 */
export function hashOf(link: Omit<Link, 'hash'>, key?: ChainKey): string {
  return hashWith(link, canonicalText(storable(link.detail)), key);
}

/** @param detail the canonical text of the link's */
function hashWith(
  { department, sequence, at, actor, action, previous }: Omit<Link, 'hash' | 'detail'>,
  detail: string,
  key: ChainKey | undefined,
): string {
  const before = [key ? KEYED : PLAIN, department, sequence, at.toISOString(), actor, action].map(canonicalText);
  const text = canonicalList([...before, detail, canonicalText(previous)]);
  return key ? createHmac('sm3', key.bytes).update(text).digest('hex') : digest('sm3', text, 'hex');
}

/**
 * Links events to the chains of their departments, in the order given. Links of events with one detail share it too.
 * @param heads where the chains end; a department without one begins at {@link GENESIS}
 * @param key as of {@link hashOf}
 */
export function linked(events: readonly AuditEvent[], heads: ReadonlyMap<DepartmentId, Head>, at: Date, key?: ChainKey): Link[] {
  const ends = new Map(heads);
  return events.map(({ department, actor, action, detail }) => {
    const { sequence, hash: previous } = ends.get(department) ?? GENESIS;
    const { stored, text } = KEPT.get(detail) ?? kept(detail);
    const open = { department, sequence: sequence + 1, at, actor: storableText(actor), action, previous };
    // Spelled out, since a spread costs as much as the hash does.
    const link = {
      department,
      sequence: open.sequence,
      at,
      actor: open.actor,
      action,
      detail: stored,
      previous,
      hash: hashWith(open, text, key),
    };
    ends.set(department, link);
    return link;
  });
}

/** A detail as it is stored, and its canonical text. */
interface Kept {
  readonly stored: Detail;
  readonly text: string;
}

/** Of the same detail the same: questions that are asked again are put on record with it again. */
const KEPT = new WeakMap<Detail, Kept>();

function kept(detail: Detail): Kept {
  const stored = storable(detail);
  const made = { stored: stored as Detail, text: canonicalText(stored) };
  KEPT.set(detail, made);
  return made;
}
