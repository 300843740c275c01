import { createHmac } from 'node:crypto';
import { canonicalBytes } from './canonical.js';
import type { AuditEvent } from './event.js';
import type { Recorder } from './trail.js';

/** Why a token was refused. */
export type RefusedTokenReason =
  'MALFORMED' | 'EXPIRED' | 'SIGNATURE' | 'UNKNOWN_KEY' | 'ALGORITHM' | 'ISSUER' | 'CLAIMS' | 'LIFETIME' | 'REVOKED';
/** Why somebody who signs in was refused. */
export type RefusedSignInReason = 'PASSWORD' | 'LOCKED' | 'SECOND_FACTOR' | 'INVITATION' | 'CLOSED' | 'IDENTITY' | 'SHEET_CODE';

/** A token that was refused, without anything of what it said: nobody has vouched for it. */
export interface RefusedToken {
  readonly reason: RefusedTokenReason | RefusedSignInReason;
  /** The route as the hub names it, never as it was asked; null: there is none. */
  readonly path: string | null;
  /** The client's address. */
  readonly client: string;
}

const MINUTE_MS = 60_000;
/** So many kinds of a minute are told apart by route and address; all others by their reason alone. */
const MOST_APART = 20;
/** Nobody is known who could be named. */
const ACTOR = 'unverified';

interface Counted {
  readonly reason: RefusedToken['reason'];
  readonly path: string | null;
  /** A keyed digest of the address. */
  readonly client: string | null;
  readonly since: string;
  until: string;
  count: number;
}

/**
 * Puts refused tokens on record in the county's chain, counted: a record a minute for each reason, route and address, and
 * no more than a few dozen however many come.
 */
export class RefusedTokens {
  readonly #trail: Recorder;
  readonly #onTrouble: (error: unknown) => void;
  #counted = new Map<string, Counted>();
  #timer: NodeJS.Timeout | undefined;

  /** @param onTrouble told where a record could not be written; what was counted is tried again with the next */
  constructor(trail: Recorder, onTrouble: (error: unknown) => void) {
    this.#trail = trail;
    this.#onTrouble = onTrouble;
  }

  /** Counts one. */
  note({ reason, path, client }: RefusedToken): void {
    const digest = this.#digest(client);
    const exact = JSON.stringify([reason, path, digest]);
    const isApart = this.#counted.has(exact) || this.#counted.size < MOST_APART;
    const key = isApart ? exact : reason;
    const now = new Date().toISOString();
    const known = this.#counted.get(key);
    if (known) {
      known.count += 1;
      known.until = now;
    } else {
      const where = isApart ? { path, client: digest } : { path: null, client: null };
      this.#counted.set(key, { reason, ...where, since: now, until: now, count: 1 });
    }
    this.#timer ??= setTimeout(() => void this.write(), MINUTE_MS).unref();
  }

  /** Writes what was counted so far. */
  async write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const counted = this.#counted;
    if (counted.size === 0) return;
    this.#counted = new Map();
    const events = [...counted.values()].map((detail): AuditEvent => {
      return { actor: ACTOR, action: 'TOKEN_REFUSED', department: 'county', detail: { ...detail } };
    });
    try {
      await this.#trail.begin()(events);
    } catch (error) {
      this.#onTrouble(error);
      this.#again(counted);
    }
  }

  #again(counted: ReadonlyMap<string, Counted>): void {
    for (const [key, one] of counted) {
      const newer = this.#counted.get(key);
      this.#counted.set(key, newer ? { ...one, until: newer.until, count: one.count + newer.count } : one);
    }
    this.#timer ??= setTimeout(() => void this.write(), MINUTE_MS).unref();
  }

  #digest(client: string): string {
    return `hmac-sm3:${createHmac('sm3', this.#trail.digestKey)
      .update(canonicalBytes(['client', client]))
      .digest('hex')}`;
  }
}
