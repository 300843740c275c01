import { Anchoring } from '../audit/anchoring.js';
import { readHeads } from '../audit/append.js';
import { recordWith } from '../audit/chain-key.js';
import { openDigestKey } from '../audit/enterprise-digest.js';
import { openSealed } from '../audit/seal.js';
import type { Config } from '../config/config.js';
import { openDatabase, type Database } from '../db/database.js';
import { openReaders, type Readers } from '../departments/readers.js';
import { openRecordKeeping, type OpenRecordKeeping } from '../departments/record-keeping.js';
import { accountName } from './account-name.js';
import type { Call, Say } from './call.js';

/** What a command works with. */
export interface Session {
  readonly config: Config;
  readonly database: Database;
  /** Where the departments' records are kept. */
  readonly keeping: OpenRecordKeeping;
  readonly readers: Readers;
  /** Who is on record for what the command does. */
  readonly actor: string;
  /** Progress and remarks, to whoever called. */
  readonly say: Say;
  /** What the audit's record of the enterprises is keyed with. */
  digestKey(): Promise<Uint8Array>;
}

/** Runs a command on the configured database, and gives it up however the command ends. */
export async function withSession<T>({ config: read, say }: Call, work: (session: Session) => Promise<T>): Promise<T> {
  const config = read();
  const database = await openDatabase(config, { say, dropped: () => undefined });
  try {
    const keeping = await openRecordKeeping(database, config.departmentDatabases, { say: () => undefined, dropped: () => undefined });
    try {
      const readers = openReaders(database.db, keeping.owned);
      recordWith(database.db, () => openSealed(database.db, config));
      const digestKey = () => openDigestKey(config.dataDir);
      const anchoring = new Anchoring(config, await readHeads(database.db));
      try {
        return await work({ config, database, keeping, readers, say, digestKey, actor: `cli:${accountName()}` });
      } finally {
        await anchoring.append(database.db, new Date()).catch((error: unknown) => say(unanchored(error)));
      }
    } finally {
      await keeping.close();
    }
  } finally {
    await database.close();
  }
}

/** What was done is on record all the same. */
function unanchored(error: unknown): string {
  const { code, path } = error as NodeJS.ErrnoException;
  return `审计锚点没有写全（${path ?? '数据库'}：${code ?? '写不进去'}）：请检查数据目录和 AUDIT_ANCHORS 所指的位置是否可写`;
}
