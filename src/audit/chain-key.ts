import { createHmac } from 'node:crypto';
import path from 'node:path';
import { ConfigError } from '../config/config-error.js';
import type { Db } from '../db/db.js';
import { onDisk } from '../db/failure.js';
import { keyMadeOnce, readKey } from './key-file.js';

const FILE = 'audit-chain.key';
const WHAT = '审计链密钥';
const LEAST_BYTES = 32;

/** What links are hashed with, so that who has the database alone can make none. */
export interface ChainKey {
  readonly bytes: Uint8Array;
  /** Says which key it is, and nothing of it. */
  readonly id: string;
}

/** Where the key is. */
export interface ChainKeyPlace {
  readonly dataDir: string;
  /** The file that hubs on one database share; undefined: one that the hub makes in its data folder. */
  readonly chainKeyFile?: string | undefined;
}

/**
 * The key that a hub appends with.
 * @throws ConfigError if the file that was named is not there, others may read it, or it is too short to be a key
 */
export async function openChainKey(place: ChainKeyPlace): Promise<ChainKey> {
  const { dataDir, chainKeyFile } = place;
  if (chainKeyFile === undefined) return keyOf(await onDisk(`使用 ${dataDir} 中的密钥`, () => keyMadeOnce(WHAT, usualFile(dataDir))));
  const key = await readChainKey(place);
  if (key) return key;
  throw new ConfigError(
    `AUDIT_CHAIN_KEY_FILE ${chainKeyFile}：没有这个文件。请从已在使用该库的中枢取来；首次使用时可执行 (umask 077; head -c 32 /dev/urandom > '${chainKeyFile}')`,
  );
}

/** The key that chains are verified with; undefined: there is none. @throws ConfigError as {@link openChainKey} */
export async function readChainKey({ dataDir, chainKeyFile }: ChainKeyPlace): Promise<ChainKey | undefined> {
  const bytes = await readKey(WHAT, chainKeyFile ?? usualFile(dataDir));
  if (bytes && bytes.length < LEAST_BYTES) throw new ConfigError(`${WHAT} ${chainKeyFile} 过短：至少 ${LEAST_BYTES} 字节的随机数`);
  return bytes && keyOf(bytes);
}

/** The key that some bytes are. */
export function keyOf(bytes: Uint8Array): ChainKey {
  return { bytes, id: createHmac('sm3', bytes).update('muhub audit chain key').digest('hex').slice(0, 16) };
}

function usualFile(dataDir: string): string {
  return path.join(dataDir, 'keys', FILE);
}

/** By the dialect, which a database hands on to its transactions: whoever records in one need not be given the key. */
const opening = new WeakMap<object, () => Promise<ChainKey>>();

/**
 * From now on, what is put on record in transactions of this database is hashed with this key.
 * @param open done with the first of them; where many may be first at once, their connections leave it none: open it before
 */
export function recordWith(db: Db, open: () => Promise<ChainKey>): void {
  let opened: Promise<ChainKey> | undefined;
  const once = () =>
    (opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    }));
  opening.set(dialectOf(db), once);
}

/** What is put on record in this transaction is hashed with. @throws Error if nobody said: nothing is recorded without */
export function chainKeyOf(tx: Db): Promise<ChainKey> {
  const open = opening.get(dialectOf(tx));
  if (!open) throw new Error('nobody said what the chains of this database are keyed with');
  return open();
}

function dialectOf(db: Db): object {
  return (db as unknown as { readonly dialect: object }).dialect;
}
