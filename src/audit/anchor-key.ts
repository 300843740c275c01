import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { leaveToOwner, makeOnce } from '../db/ownership.js';
import type { Anchor } from './anchors.js';
import { canonicalBytes } from './canonical.js';

const FILE = 'audit-anchors.pem';
/** What `audit verify --key` takes, on a machine that has no key to sign with. */
export const PUBLIC_FILE = 'audit-anchors.pub.pem';

/** Signs anchors, so that who can write where they are kept cannot make others. */
export interface AnchorKey {
  readonly signed: (anchor: Anchor) => Anchor;
}

/** The key in `<data folder>/keys`, an Ed25519 pair made on first use: the private one readable by its owner alone. */
export async function openAnchorKey(dataDir: string): Promise<AnchorKey> {
  const folder = path.join(dataDir, 'keys');
  const file = path.join(folder, FILE);
  if ((await readIfThere(file)) === undefined) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await leaveToOwner(folder);
    await makeOnce(file, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  }
  const key = createPrivateKey(await readFile(file, 'utf8'));
  const publicFile = path.join(folder, PUBLIC_FILE);
  await writeFile(publicFile, createPublicKey(key).export({ type: 'spki', format: 'pem' }));
  await leaveToOwner(publicFile);
  return { signed: (anchor) => ({ ...anchor, signature: sign(null, bytesOf(anchor), key).toString('base64url') }) };
}

/**
 * The public key in a file; undefined: there is no such file.
 * @throws RangeError if it holds none (中文)
 */
export async function readPublicKey(file: string): Promise<KeyObject | undefined> {
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  try {
    return createPublicKey(text);
  } catch (error) {
    throw new RangeError(`${file} 不是公钥（应为 PEM）`, { cause: error });
  }
}

/** Whether an anchor bears the signature of this key. */
export function isSigned(anchor: Anchor, key: KeyObject): boolean {
  return anchor.signature !== undefined && verify(null, bytesOf(anchor), key, Buffer.from(anchor.signature, 'base64url'));
}

function bytesOf({ department, sequence, hash, time }: Anchor): Uint8Array {
  return canonicalBytes({ department, sequence, hash, time });
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
