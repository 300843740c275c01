import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import { auditRights, type AuditRights } from './audit-rights.js';
import { OperatorError } from './failure.js';
import { letWork } from './hub-account.js';
import { connectionFailure } from './pool.js';
import { accountOf, raiseSecondWall, type SecondWall } from './second-wall.js';
import { connectionTo, Session, whereIs } from './session.js';

const MIGRATIONS = fileURLToPath(new URL('../../drizzle', import.meta.url));
/** Held while migrating, so that two processes that start together do it once. */
const MIGRATING = 0x6d7569;

/** How a database is brought up to date. */
export interface Upgrade {
  /** By whom its tables are made and owned; by the hub's own account unless given. */
  readonly ownerUrl?: string | undefined;
  /** Names the setting that the hub's address came by. */
  readonly variable?: string;
}

/** What holds in a database that is up to date. */
export interface UpToDate {
  readonly secondWall: SecondWall;
  readonly auditRights: AuditRights;
}

/**
 * Brings a database's tables up to date, lets the hub's account work with them, and raises the second wall. Where they are
 * up to date, an account that owns nothing suffices.
 * @param url the hub's
 * @throws OperatorError if a newer hub made them, its account may not, the owner's address is of another database, or
 *   there is no room
 */
export async function bringUpToDate(url: string, { ownerUrl, variable = 'DATABASE_URL' }: Upgrade = {}): Promise<UpToDate> {
  const owner = await connected(ownerUrl ?? url, ownerUrl ? 'DATABASE_OWNER_URL' : variable);
  const hub = ownerUrl ? await connected(url, variable).catch((error: unknown) => owner.end().then(() => Promise.reject(error))) : owner;
  try {
    await owner.query('set client_min_messages to warning');
    await owner.query('select pg_advisory_lock($1)', [MIGRATING]);
    if (!(await isNewest(owner, url))) await migrate(drizzle(owner), { migrationsFolder: MIGRATIONS });
    if (hub !== owner) await letWork(owner, await accountOf(hub));
    if (!(await isNewest(hub, url)))
      throw new OperatorError(`DATABASE_OWNER_URL（${whereIs(ownerUrl!)}）与 DATABASE_URL（${whereIs(url)}）不是同一个库：请核对`);
    return { secondWall: await raiseSecondWall(owner, hub), auditRights: await auditRights(hub) };
  } catch (error) {
    const { code } = (error as { cause?: { code?: string } }).cause ?? (error as { code?: string });
    if (code === '42501')
      throw new OperatorError(
        ownerUrl
          ? '数据库账户没有建表权限：DATABASE_OWNER_URL 的账户须拥有该库的表，并可在其中建立模式和表'
          : `数据库账户没有建表权限：请授予 ${variable} 的账户在该库建立模式和表的权限${variable === 'DATABASE_URL' ? '，或以 DATABASE_OWNER_URL 给出拥有这些表的账户' : ''}`,
        { cause: error },
      );
    if (code === '53100') throw new OperatorError('数据库磁盘已满，请清理空间后重试', { cause: error });
    throw error;
  } finally {
    await Promise.all([...new Set([owner, hub])].map((client) => client.end()));
  }
}

async function connected(url: string, variable: string): Promise<pg.Client> {
  const client = new Session(connectionTo(url, { application_name: 'muhub migrations', connectionTimeoutMillis: 10_000 }));
  client.on('error', () => undefined);
  try {
    return await client.connect();
  } catch (error) {
    if (error instanceof OperatorError || variable !== 'DATABASE_OWNER_URL') throw error;
    throw new OperatorError(`无法连接数据库 ${whereIs(url)}：${connectionFailure(error)}。请检查 ${variable}`, { cause: error });
  }
}

/** The migrations that this hub knows, by the moments that name them, the first first. */
export function knownMigrations(): readonly number[] {
  return readMigrationFiles({ migrationsFolder: MIGRATIONS }).map(({ folderMillis }) => folderMillis);
}

/**
 * Makes migrations within the transaction that is open, as {@link bringUpToDate} makes them in one of its own.
 * @param after those behind this one; all unless given
 * @param upTo the last of them; to the newest unless given
 */
export async function migrateWithin(client: pg.Client, { after = 0, upTo = Infinity }: { after?: number; upTo?: number }): Promise<void> {
  await client.query('create schema if not exists drizzle');
  await client.query(
    'create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
  );
  for (const { folderMillis, hash, sql } of readMigrationFiles({ migrationsFolder: MIGRATIONS })) {
    if (folderMillis <= after || folderMillis > upTo) continue;
    for (const statement of sql) await client.query(statement);
    await client.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [hash, folderMillis]);
  }
}

/**
 * Whether every migration was made that this hub knows. What a newer hub wrote may mean something else by the same names:
 * an older one neither reads nor writes there.
 * @throws OperatorError if a newer hub made the tables
 */
async function isNewest(client: pg.Client, url: string): Promise<boolean> {
  const { rows: tables } = await client.query<{ known: string | null }>(`select to_regclass('drizzle.__drizzle_migrations') as known`);
  if (tables[0]?.known === null) return false;
  const { rows } = await client.query<{ last: string | null }>('select max(created_at) as last from drizzle.__drizzle_migrations');
  const [last, known] = [Number(rows[0]?.last ?? 0), readMigrationFiles({ migrationsFolder: MIGRATIONS }).at(-1)!.folderMillis];
  if (last > known)
    throw new OperatorError(`数据库 ${whereIs(url)} 的表结构由更新版本的中枢建立，本版本不能使用：请升级本程序，或另指一个数据库`);
  return last === known;
}
