import { createPublicKey, type JsonWebKey } from 'node:crypto';
import type { JSONWebKeySet, JWK } from 'jose';
import { z } from 'zod';

const KEY_SET = z.object({ keys: z.array(z.unknown()).min(1) });
/** A secret, symmetric or private, is no public key: whoever put it there must know at once. */
const SECRET = z.union([z.looseObject({ kty: z.literal('oct') }), z.looseObject({ d: z.unknown() }).refine(({ d }) => d !== undefined)]);
const LONGEST_NAME = 60;

/** The public keys of a JWKS text, and the others in it that cannot be used, by number and `kid` (中文). */
export interface KeySet {
  readonly keys: JSONWebKeySet;
  readonly unusable: readonly string[];
}

/**
 * Reads a JWKS text; a key of a kind that is not known here keeps no other from being used.
 * @throws if it is no set of public keys, holds a secret, or no key that can be used
 */
export function keySet(text: string): KeySet {
  const { keys } = KEY_SET.parse(JSON.parse(text.replace(/^\uFEFF/, '')));
  if (keys.some((key) => SECRET.safeParse(key).success)) throw new TypeError('a secret among public keys');
  const usable = keys.filter((key): key is JWK => isPublicKey(key));
  if (usable.length === 0) throw new TypeError('no key that can be used');
  return { keys: { keys: usable }, unusable: keys.flatMap((key, index) => (isPublicKey(key) ? [] : [nameOf(key, index)])) };
}

function isPublicKey(key: unknown): boolean {
  try {
    createPublicKey({ key: key as JsonWebKey, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}

function nameOf(key: unknown, index: number): string {
  const { kid, kty } = (key ?? {}) as { readonly kid?: unknown; readonly kty?: unknown };
  const said = [typeof kid === 'string' && `kid ${kid}`, typeof kty === 'string' && `kty ${kty}`].filter((each) => each !== false);
  return `第 ${index + 1} 把${said.length > 0 ? `（${said.map((each) => each.slice(0, LONGEST_NAME)).join('，')}）` : ''}`;
}
