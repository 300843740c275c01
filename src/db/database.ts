import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import type { Reach } from '../access/reach.js';
import type { Config } from '../config/config.js';
import type { Db } from './db.js';
import { openEmbedded } from './embedded/server.js';
import { OperatorError } from './failure.js';
import { checkServer, createPool } from './pool.js';
import { readAs } from './read-as.js';
import { raiseSecondWall, type SecondWall } from './second-wall.js';
import { connectionTo, Session, whereIs } from './session.js';

/** The hub's database, migrated and in use by this process until closed. */
export interface Database {
  readonly url: string;
  readonly embedded: boolean;
  readonly pool: pg.Pool;
  /** As the owner of the tables: for what is written, and for the hub's own books. */
  readonly db: Db;
  /** Whether the database itself holds readers to their rows. */
  readonly secondWall: SecondWall;
  /** As far as someone reaches, and no further while the second wall is up. */
  readAs(reach: Reach): Db;
  close(): Promise<void>;
}

const MIGRATIONS = fileURLToPath(new URL('../../drizzle', import.meta.url));
/** Held while migrating, so that two processes that start together do it once. */
const MIGRATING = 0x6d7569;

/**
 * Opens the configured database, or the embedded one where none is configured, and brings its tables up to date.
 * @param log told of placements and of dropped connections
 * @throws OperatorError if it cannot be reached, is too old, or was made by a newer hub
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'> & Partial<Pick<Config, 'user'>>,
  log: { say(line: string): void; dropped(error: Error): void },
): Promise<Database> {
  const server = config.databaseUrl ? undefined : await openEmbedded(config.dataDir, log.say, config.user);
  const url = server?.url ?? config.databaseUrl!;
  const pool = createPool(url, log.dropped);
  const readers = createPool(url, log.dropped, { pipeline: true });
  const close = async () => {
    await Promise.all([pool.end(), readers.end()]);
    await server?.close();
  };
  try {
    await checkServer(pool, url);
    const secondWall = await bringUpToDate(url);
    const db: Db = drizzle(pool);
    return {
      ...{ url, embedded: server !== undefined, pool, db, secondWall, close },
      readAs: (reach) => (secondWall.up ? readAs(readers, reach) : db),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Brings a database's tables up to date and raises the second wall in it.
 * @param variable names the setting that the address came by
 * @throws OperatorError if a newer hub made them, its account may not, or there is no room
 */
export async function bringUpToDate(url: string, variable = 'DATABASE_URL'): Promise<SecondWall> {
  const client = new Session(connectionTo(url, { application_name: 'muhub migrations', connectionTimeoutMillis: 10_000 }));
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('set client_min_messages to warning');
    await client.query('select pg_advisory_lock($1)', [MIGRATING]);
    await refuseNewer(client, url);
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
    return await raiseSecondWall(client);
  } catch (error) {
    const { code } = (error as { cause?: { code?: string } }).cause ?? (error as { code?: string });
    if (code === '42501')
      throw new OperatorError(`数据库账户没有建表权限：请授予 ${variable} 的账户在该库建立模式和表的权限`, { cause: error });
    if (code === '53100') throw new OperatorError('数据库磁盘已满，请清理空间后重试', { cause: error });
    throw error;
  } finally {
    await client.end();
  }
}

/** What a newer hub wrote may mean something else by the same names: an older one neither reads nor writes there. */
async function refuseNewer(client: pg.Client, url: string): Promise<void> {
  const { rows: tables } = await client.query<{ known: string | null }>(`select to_regclass('drizzle.__drizzle_migrations') as known`);
  if (tables[0]?.known === null) return;
  const { rows } = await client.query<{ last: string | null }>('select max(created_at) as last from drizzle.__drizzle_migrations');
  const known = readMigrationFiles({ migrationsFolder: MIGRATIONS }).at(-1)!.folderMillis;
  if (Number(rows[0]?.last ?? 0) > known)
    throw new OperatorError(`数据库 ${whereIs(url)} 的表结构由更新版本的中枢建立，本版本不能使用：请升级本程序，或另指一个数据库`);
}
