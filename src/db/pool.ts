import pg from 'pg';
import { CancellingPool } from './cancelling-pool.js';
import { OperatorError } from './failure.js';

/** A `date` stays text (YYYY-MM-DD): as a JavaScript Date it would lose a day east of Greenwich. */
const DATE = 1082;
/** bigint: versions and ids, far below 2^53. */
const INT8 = 20;
/** How values reach us. */
const parsers = new Map<number, (text: string) => unknown>([
  [DATE, (text) => text],
  [INT8, Number],
]);

const OLDEST = 15;

/**
 * A pool of connections that survives a server dropping idle ones, and stops what runs for a request that was cut off;
 * `onDropped` is told of connections lost.
 * @param pipeline whether a connection takes messages before the last one is answered
 */
export function createPool(url: string, onDropped: (error: Error) => void, { pipeline = false } = {}): pg.Pool {
  return surviving(new CancellingPool({ ...connectionTo(url), max: 10, connectionTimeoutMillis: 10_000, pipeline }, onDropped), onDropped);
}

/** How the hub connects to a database. */
export function connectionTo(url: string): pg.PoolConfig {
  const getTypeParser = (oid: number, format?: 'text' | 'binary') => parsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text');
  return { connectionString: url, application_name: 'muhub', types: { getTypeParser } };
}

/** The pool, told to survive a server dropping connections. */
export function surviving<Pool extends pg.Pool>(pool: Pool, onDropped: (error: Error) => void): Pool {
  pool.on('error', onDropped);
  pool.on('connect', (client) => client.on('error', onDropped));
  return pool;
}

/** A database's address as an operator may see it: no account, no password. */
export function whereIs(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 5432}${pathname}`;
}

/**
 * Makes sure that the database answers and is new enough.
 * @param variable names the setting that the address came by
 * @throws OperatorError saying what is wrong with the address, without its password
 */
export async function checkServer(pool: Pick<pg.Client, 'query'>, url: string, variable = 'DATABASE_URL'): Promise<void> {
  const where = whereIs(url);
  let version: number;
  try {
    const { rows } = await pool.query<{ server_version_num: string }>('show server_version_num');
    version = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  } catch (error) {
    throw new OperatorError(`无法连接数据库 ${where}：${connectionFailure(error)}。请检查 ${variable}`, { cause: error });
  }
  if (version < OLDEST) throw new OperatorError(`数据库 ${where} 是 PostgreSQL ${version}，需要 ${OLDEST} 或更新的版本`);
}

/** Why there is no connection, in words. */
export function connectionFailure(error: unknown): string {
  const { code, message } = error as Error & { code?: string };
  switch (code) {
    case 'ECONNREFUSED':
      return '连接被拒绝（服务没有启动，或端口不对）';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return '找不到主机';
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return '主机不可达';
    case '28P01':
    case '28000':
      return '用户或口令不对';
    case '3D000':
      return '没有这个库';
    case 'ECONNRESET':
    case 'EPIPE':
    case '57P01':
    case '57P02':
      return '连接中断';
    case '57P03':
      return '正在启动或关闭';
    case '57014':
      return '应答超时';
    default:
      if (/read timeout/i.test(message)) return '应答超时';
      if (/timeout/i.test(message)) return '连接超时';
      return /terminated/i.test(message) ? '连接中断' : `${code ?? '未知原因'}`;
  }
}
