import { hash } from 'node:crypto';
import type { FlattenedJWSInput, JWTHeaderParameters, JWTPayload, JWTVerifyGetKey } from 'jose';

/** Tokens whose signature need not be checked again; beyond so many, whoever has been quiet longest is. */
const MOST = 10_000;

/** A token whose signature was found good, by which key. */
export interface Proven {
  readonly payload: JWTPayload;
  readonly header: JWTHeaderParameters;
  readonly jws: FlattenedJWSInput;
  readonly key: unknown;
}

/**
 * Remembers by their digest, never their text, tokens whose signature was checked. A signature is as good as its key: it counts for as
 * long as the token still names that very key, and its times are looked at anew.
 */
export class ProvenTokens {
  readonly #known = new Map<string, Proven>();

  /** What is known of a token that is still good. @param keyOf finds the key that a token names now, and throws where there is none */
  async known(token: string, keyOf: JWTVerifyGetKey, clockSkew: number): Promise<Proven | undefined> {
    const digest = digestOf(token);
    const proven = this.#known.get(digest);
    if (!proven) return undefined;
    this.#known.delete(digest);
    const key: unknown = await keyOf(proven.header, proven.jws);
    if (key !== proven.key || !isInTime(proven.payload, clockSkew)) return undefined;
    this.#known.set(digest, proven);
    return proven;
  }

  keep(token: string, proven: Proven): void {
    this.#known.set(digestOf(token), proven);
    if (this.#known.size > MOST) this.#known.delete(this.#known.keys().next().value!);
  }
}

function digestOf(token: string): string {
  return hash('sha256', token, 'base64url');
}

function isInTime({ exp = 0, nbf = 0 }: JWTPayload, clockSkew: number): boolean {
  const now = Math.floor(Date.now() / 1000);
  return exp > now - clockSkew && nbf <= now + clockSkew;
}
