import { sql } from 'drizzle-orm';
import type pg from 'pg';
import type { Db } from './db.js';

/** Of the connection by which each hub puts things on record: who counts these counts hubs. */
export const AUDIT_CONNECTION = 'muhub audit';
/** What a hub holds at most: ten to write, ten to read, its audit, one to cancel. */
export const MOST_OF_A_HUB = 22;

/** How many hubs work on the database now. */
export async function hubsAt(db: Db): Promise<number> {
  const { rows } = await db.execute<{ hubs: number }>(
    sql`select count(*)::int as hubs from pg_stat_activity where application_name = ${AUDIT_CONNECTION} and datname = current_database()`,
  );
  return rows[0]!.hubs;
}

/**
 * Whether the database has room for all hubs that work on it now.
 * @returns what is wrong (中文); undefined: there is room
 */
export async function lackOfConnections(pool: Pick<pg.Pool, 'query'>): Promise<string | undefined> {
  const { rows } = await pool.query<{ hubs: number; most: number }>(
    `select (select count(*)::int from pg_stat_activity where application_name = $1 and datname = current_database()) as hubs,
       current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as most`,
    [AUDIT_CONNECTION],
  );
  const { hubs, most } = rows[0]!;
  const needed = Math.max(hubs, 1) * MOST_OF_A_HUB;
  if (needed <= most) return undefined;
  return `现有 ${Math.max(hubs, 1)} 个中枢用这个库，忙时最多要 ${needed} 个连接，而数据库只许 ${most} 个，届时会有请求得到 503：请数据库管理员调大 max_connections，或减少中枢`;
}
