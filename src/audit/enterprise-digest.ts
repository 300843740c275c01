import { createHmac, hkdfSync } from 'node:crypto';
import path from 'node:path';
import type { DepartmentId } from '../grading/fact.js';
import { canonicalBytes } from './canonical.js';
import { keyMadeOnce } from './key-file.js';

const FILE = 'audit-enterprises.key';
const KEY_BYTES = 32;
const MOST_KEPT = 1_000;

/** In whose log a digest stands, and who read. */
export interface DigestOf {
  readonly department: DepartmentId;
  /** The token's subject, or `cli:<user>`. */
  readonly reader: string;
}

/**
 * A digest of a set of enterprises that says the same set again, of one reader in one department's log, to whoever has the
 * key. It is keyed anew for each department and reader: HKDF (RFC 5869) with SM3, no salt, with the canonical bytes of
 * `muhub audit enterprises 2`, department and reader as its info. So digests of two logs or two readers have nothing in
 * common, and who can ask as they like and reads their own log cannot find out by it whom another read. (Credit codes are
 * few enough to be tried out one by one.) Earlier versions keyed all digests with the key itself; those stay as they are.
 * @returns `hmac-sm3:` and hex; null for none
 */
export function enterprisesDigest(key: Uint8Array, of: DigestOf, creditCodes: Iterable<string>): string | null {
  const codes = [...new Set(creditCodes)].sort();
  if (codes.length === 0) return null;
  return `hmac-sm3:${createHmac('sm3', derivedKey(key, of)).update(canonicalBytes(codes)).digest('hex')}`;
}

/** Those that were derived of a key: deriving one costs more than a digest. */
const derived = new WeakMap<Uint8Array, Map<string, Uint8Array>>();

function derivedKey(key: Uint8Array, { department, reader }: DigestOf): Uint8Array {
  const known = derived.get(key) ?? new Map<string, Uint8Array>();
  derived.set(key, known);
  const info = canonicalBytes(['muhub audit enterprises 2', department, reader]);
  const name = info.toString();
  const found = known.get(name) ?? new Uint8Array(hkdfSync('sm3', key, '', info, KEY_BYTES));
  if (known.size >= MOST_KEPT) known.clear();
  known.set(name, found);
  return found;
}

/**
 * The key that these digests come of, in `<data folder>/keys`, made on first use, readable by its owner alone.
 * @throws ConfigError if others may read it
 */
export async function openDigestKey(dataDir: string): Promise<Uint8Array> {
  return keyMadeOnce('审计摘要密钥', path.join(dataDir, 'keys', FILE));
}
