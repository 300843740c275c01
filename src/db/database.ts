import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Reach } from '../access/reach.js';
import type { Config } from '../config/config.js';
import type { AuditRights } from './audit-rights.js';
import type { Db } from './db.js';
import { openEmbedded } from './embedded/server.js';
import { bringUpToDate } from './migrations.js';
import { checkServer, createPool } from './pool.js';
import { readAs } from './read-as.js';
import type { SecondWall } from './second-wall.js';

/** The hub's database, migrated and in use by this process until closed. */
export interface Database {
  readonly url: string;
  readonly embedded: boolean;
  readonly pool: pg.Pool;
  /** As the hub: for what is written, and for its own books. */
  readonly db: Db;
  /** Whether the hub can add to the audit and not change it. */
  readonly auditRights: AuditRights;
  /** Whether the database itself holds readers to their rows. */
  readonly secondWall: SecondWall;
  /** As far as someone reaches, and no further while the second wall is up. */
  readAs(reach: Reach): Db;
  close(): Promise<void>;
}

/**
 * Opens the configured database, or the embedded one where none is configured, and brings its tables up to date.
 * @param log told of placements and of dropped connections
 * @throws OperatorError if it cannot be reached, is too old, or was made by a newer hub
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'> & Partial<Pick<Config, 'databaseOwnerUrl' | 'user'>>,
  log: { say(line: string): void; dropped(error: Error): void },
): Promise<Database> {
  const server = config.databaseUrl ? undefined : await openEmbedded(config.dataDir, log.say, config.user);
  const url = server?.hubUrl ?? config.databaseUrl!;
  const pool = createPool(url, log.dropped);
  const readers = createPool(url, log.dropped, { pipeline: true });
  const close = async () => {
    await Promise.all([pool.end(), readers.end()]);
    await server?.close();
  };
  try {
    await checkServer(pool, url);
    const { secondWall, auditRights } = await bringUpToDate(url, { ownerUrl: server?.url ?? config.databaseOwnerUrl });
    const db: Db = drizzle(pool);
    return {
      ...{ url, embedded: server !== undefined, pool, db, secondWall, auditRights, close },
      readAs: (reach) => (secondWall.up ? readAs(readers, reach) : db),
    };
  } catch (error) {
    await close();
    throw error;
  }
}
