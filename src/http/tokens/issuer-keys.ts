import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { keySet, type KeySet } from './key-set.js';
import { RereadFile } from './reread-file.js';

/** How long the other side may take to give its keys, and how long they are good without asking again. */
const FETCH_MS = 5_000;
const KEPT_MS = 10 * 60_000;
/** An unknown key makes the hub ask again, but not more often than this: tokens are cheap to make up. */
const COOL_DOWN_MS = 30_000;
const LARGEST_BYTES = 1024 * 1024;

/** The public keys of who else may issue tokens. */
export interface IssuerKeys {
  readonly keys: JWTVerifyGetKey;
  /** Those of its keys that cannot be used (中文). Rejects where none can be read. */
  unusable(): Promise<readonly string[]>;
}

/**
 * From a JWKS file (read again when it changes) or address (asked again every ten minutes, and when a key is unknown;
 * redirections are not followed).
 * @param say told (中文) of keys that are skipped because they cannot be used
 */
export function issuerKeys(source: string, say: (line: string) => void): IssuerKeys {
  let told = '';
  const read = (text: string): KeySet => {
    const set = keySet(text);
    const line = set.unusable.length > 0 ? `MUHUB_JWKS ${source}：有的公钥用不了，已跳过，其余照用：${set.unusable.join('、')}` : '';
    if (line !== told && line !== '') say(line);
    told = line;
    return set;
  };
  return /^https?:\/\//.test(source) ? fromAddress(new URL(source), read) : fromFile(source, read);
}

function fromFile(file: string, read: (text: string) => KeySet): IssuerKeys {
  const set = new RereadFile(file, (text) => {
    const { keys, unusable } = read(text);
    return { find: createLocalJWKSet(keys), unusable };
  });
  return {
    keys: async (header, token) => (await set.value()).find(header, token),
    unusable: async () => (await set.value()).unusable,
  };
}

function fromAddress(url: URL, read: (text: string) => KeySet): IssuerKeys {
  let unusable: readonly string[] = [];
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: FETCH_MS,
    cacheMaxAge: KEPT_MS,
    cooldownDuration: COOL_DOWN_MS,
    [customFetch]: async (address, options) => {
      const response = await fetched(address, options as RequestInit);
      if (response.status !== 200) return response;
      const set = read(await response.text());
      ({ unusable } = set);
      return Response.json(set.keys);
    },
  });
  return { keys, unusable: async () => unusable };
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
