import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { calculateJwkThumbprint, exportJWK } from 'jose';
import { ConfigError } from '../../config/config-error.js';
import { readSecret } from '../../config/secret-file.js';
import { draftOf, leaveToOwner, makeOnce } from '../../db/ownership.js';

const CURRENT = 'token-ed25519.pem';
const EARLIER = /^token-earlier-([\w-]+)\.pub\.pem$/;
const LOOK_EVERY_MS = 1_000;

/** The key that the hub signs with; tokens name it by its RFC 7638 thumbprint. */
export interface TokenKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A key that tokens are checked against. */
export type CheckingKey = Pick<TokenKey, 'kid' | 'publicKey'>;

/**
 * The hub's signing key in `<data folder>/keys`, made on first use, readable by its owner alone. Processes that start
 * together get the same one.
 * @throws ConfigError if others may read it, or it is no key
 */
export async function openTokenKey(dataDir: string): Promise<TokenKey> {
  const folder = path.join(dataDir, 'keys');
  const file = path.join(folder, CURRENT);
  if (!existsSync(file)) await create(folder, file);
  return signingKey(file);
}

/**
 * Signs with a new key from now on. Tokens of the key before stay good until they expire or it is retired.
 * @returns the new key, and the one before
 */
export async function rotateTokenKey(dataDir: string): Promise<{ now: TokenKey; before: TokenKey }> {
  const before = await openTokenKey(dataDir);
  const folder = path.join(dataDir, 'keys');
  // First what the old tokens are checked against: at no moment is one of them refused.
  await makeOnce(earlierFile(folder, before.kid), before.publicKey.export({ type: 'spki', format: 'pem' }));
  const current = path.join(folder, CURRENT);
  await rename(await draftOf(current, newKey()), current);
  return { now: await openTokenKey(dataDir), before };
}

/** Refuses the tokens of an earlier key from now on. @returns false if there is none of this name */
export async function retireTokenKey(dataDir: string, kid: string): Promise<boolean> {
  const file = earlierFile(path.join(dataDir, 'keys'), kid);
  if (!EARLIER.test(path.basename(file)) || !existsSync(file)) return false;
  await rm(file);
  return true;
}

/** The hub's own keys, the current first, as a running hub follows them: looked at once a second at most. */
export class HubKeys {
  readonly #folder: string;
  #looked = -Infinity;
  #state = '';
  #keys: Promise<readonly CheckingKey[]> = Promise.resolve([]);
  #unusable: readonly string[] = [];
  readonly #say: (line: string) => void;

  /** @param say told (中文) of files of earlier keys that cannot be used */
  constructor(dataDir: string, say: (line: string) => void) {
    this.#folder = path.join(dataDir, 'keys');
    this.#say = say;
  }

  /** The files of earlier keys that cannot be used, when it last looked. */
  async unusable(): Promise<readonly string[]> {
    await this.keys();
    return this.#unusable;
  }

  async keys(): Promise<readonly CheckingKey[]> {
    const now = performance.now();
    if (now - this.#looked < LOOK_EVERY_MS) return this.#keys;
    this.#looked = now;
    const files = readdirSync(this.#folder)
      .filter((name) => name === CURRENT || EARLIER.test(name))
      .sort();
    const state = files.map((name) => `${name} ${statSync(path.join(this.#folder, name)).mtimeMs}`).join('\n');
    if (state !== this.#state) {
      this.#state = state;
      this.#keys = this.#read(files);
      this.#keys.catch(() => undefined);
    }
    return this.#keys;
  }

  async #read(files: readonly string[]): Promise<readonly CheckingKey[]> {
    const current = await signingKey(path.join(this.#folder, CURRENT));
    const keys: CheckingKey[] = [current];
    const unusable: string[] = [];
    for (const name of files.filter((each) => each !== CURRENT)) {
      try {
        keys.push(await named(createPublicKey(withoutMark(await readFile(path.join(this.#folder, name), 'utf8')))));
      } catch {
        unusable.push(name);
        this.#say(`令牌密钥 ${path.join(this.#folder, name)} 不是公钥，已跳过：由它核对的令牌不再有效，其余照用`);
      }
    }
    this.#unusable = unusable;
    return keys;
  }
}

/** Some editors put a byte order mark before a text. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

async function signingKey(file: string): Promise<TokenKey> {
  const pem = readSecret('令牌密钥', file);
  try {
    const privateKey = createPrivateKey(pem);
    if (privateKey.asymmetricKeyType !== 'ed25519') throw new TypeError('not Ed25519');
    return { ...(await named(createPublicKey(privateKey))), privateKey };
  } catch (error) {
    throw new ConfigError(
      `令牌密钥 ${file} 已损坏或不是 Ed25519 私钥：请从备份恢复；或移走该文件，中枢下次启动时另造一个（已签发的令牌随之失效）`,
      { cause: error },
    );
  }
}

async function named(publicKey: KeyObject): Promise<CheckingKey> {
  return { kid: await calculateJwkThumbprint(await exportJWK(publicKey)), publicKey };
}

function earlierFile(folder: string, kid: string): string {
  return path.join(folder, `token-earlier-${kid}.pub.pem`);
}

async function create(folder: string, file: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await leaveToOwner(folder);
  await makeOnce(file, newKey());
}

function newKey(): string | Buffer {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
}
