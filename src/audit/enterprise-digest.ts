import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { checkSecret } from '../config/secret-file.js';
import { leaveToOwner, makeOnce } from '../db/ownership.js';
import { canonicalBytes } from './canonical.js';

const FILE = 'audit-enterprises.key';
const KEY_BYTES = 32;

/**
 * A digest of a set of enterprises that says the same set again to whoever has the key, and to nobody else: credit codes
 * are few enough to be tried out one by one.
 * @returns `hmac-sm3:` and hex; null for none
 */
export function enterprisesDigest(key: Uint8Array, creditCodes: Iterable<string>): string | null {
  const codes = [...new Set(creditCodes)].sort();
  if (codes.length === 0) return null;
  return `hmac-sm3:${createHmac('sm3', key).update(canonicalBytes(codes)).digest('hex')}`;
}

/**
 * The key of these digests in `<data folder>/keys`, made on first use, readable by its owner alone.
 * @throws ConfigError if others may read it
 */
export async function openDigestKey(dataDir: string): Promise<Uint8Array> {
  const folder = path.join(dataDir, 'keys');
  const file = path.join(folder, FILE);
  checkSecret('审计摘要密钥', file);
  const known = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (known) return known;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await leaveToOwner(folder);
  await makeOnce(file, randomBytes(KEY_BYTES));
  return readFile(file);
}
