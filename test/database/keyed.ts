import { openChainKey, recordWith, type ChainKey, type ChainKeyPlace } from '../../src/audit/chain-key.js';
import { openSealed } from '../../src/audit/seal.js';
import type { Db } from '../../src/db/db.js';

/** Where the key is that the chains of all databases of the run are keyed with. */
export function chainKeyPlace(): ChainKeyPlace {
  return { dataDir: '', chainKeyFile: process.env.AUDIT_CHAIN_KEY_FILE };
}

/** That key. */
export function testKey(): Promise<ChainKey> {
  return openChainKey(chainKeyPlace());
}

/** The same database, whose transactions may put things on record. */
export function keyed<Opened extends { readonly db: Db }>(opened: Opened): Opened {
  recordWith(opened.db, () => openSealed(opened.db, chainKeyPlace()));
  return opened;
}
