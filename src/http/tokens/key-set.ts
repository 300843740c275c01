import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { z } from 'zod';

/** A secret in it, symmetric or private, is no public key: whoever put it there must know at once. */
const PUBLIC_KEY = z.looseObject({ kty: z.enum(['RSA', 'EC', 'OKP']), d: z.never().optional() });
const KEY_SET = z.object({ keys: z.array(PUBLIC_KEY).min(1) });

/** The public keys of a JWKS text. @throws if it is no set of public keys */
export function keySet(text: string): ReturnType<typeof createLocalJWKSet> {
  return createLocalJWKSet(KEY_SET.parse(JSON.parse(text)) as JSONWebKeySet);
}
