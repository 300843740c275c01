import pg from 'pg';
import { CancellingPool } from './cancelling-pool.js';
import { OperatorError } from './failure.js';

/** A `date` stays text (YYYY-MM-DD): as a JavaScript Date it would lose a day east of Greenwich. */
const DATE = 1082;
/** bigint: versions and ids, far below 2^53. */
const INT8 = 20;
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
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') => parsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text'),
  };
  const pool = new CancellingPool(
    { connectionString: url, max: 10, connectionTimeoutMillis: 10_000, application_name: 'muhub', types, pipeline },
    onDropped,
  );
  pool.on('error', onDropped);
  pool.on('connect', (client) => client.on('error', onDropped));
  return pool;
}

/**
 * Makes sure that the database answers and is new enough.
 * @throws OperatorError saying what is wrong with the address, without its password
 */
export async function checkServer(pool: pg.Pool, url: string): Promise<void> {
  const { hostname, port, pathname } = new URL(url);
  const where = `${hostname}:${port || 5432}${pathname}`;
  let version: number;
  try {
    const { rows } = await pool.query<{ server_version_num: string }>('show server_version_num');
    version = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  } catch (error) {
    throw new OperatorError(`无法连接数据库 ${where}：${connectionFailure(error)}。请检查 DATABASE_URL`, { cause: error });
  }
  if (version < OLDEST) throw new OperatorError(`数据库 ${where} 是 PostgreSQL ${version}，需要 ${OLDEST} 或更新的版本`);
}

function connectionFailure(error: unknown): string {
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
    default:
      return /timeout/i.test(message) ? '连接超时' : `${code ?? '未知原因'}`;
  }
}
