import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { keySet } from './key-set.js';
import { RereadFile } from './reread-file.js';

/** How long the other side may take to give its keys, and how long they are good without asking again. */
const FETCH_MS = 5_000;
const KEPT_MS = 10 * 60_000;
/** An unknown key makes the hub ask again, but not more often than this: tokens are cheap to make up. */
const COOL_DOWN_MS = 30_000;
const LARGEST_BYTES = 1024 * 1024;

/**
 * The public keys of who else may issue tokens, from a JWKS file (read again when it changes) or address (asked again
 * every ten minutes, and when a key is unknown; redirections are not followed).
 */
export function issuerKeys(source: string): JWTVerifyGetKey {
  return /^https?:\/\//.test(source) ? fromAddress(new URL(source)) : fromFile(source);
}

function fromFile(file: string): JWTVerifyGetKey {
  const set = new RereadFile(file, keySet);
  return async (header, token) => (await set.value())(header, token);
}

function fromAddress(url: URL): JWTVerifyGetKey {
  return createRemoteJWKSet(url, {
    timeoutDuration: FETCH_MS,
    cacheMaxAge: KEPT_MS,
    cooldownDuration: COOL_DOWN_MS,
    [customFetch]: fetched,
  });
}

/** Of an answer no more is read than a set of keys can be long. */
async function fetched(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > LARGEST_BYTES) throw new RangeError('the key set is too large');
    chunks.push(chunk);
  }
  return new Response(response.status === 200 ? Buffer.concat(chunks) : null, { status: response.status >= 200 ? response.status : 500 });
}
