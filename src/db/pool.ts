import type pg from 'pg';
import { CancellingPool } from './cancelling-pool.js';
import { OperatorError } from './failure.js';
import { connectionTo, SETTINGS, settingsRefused, whereIs } from './session.js';

const OLDEST = 15;

/**
 * A pool of connections that survives a server dropping idle ones, and stops what runs for a request that was cut off;
 * `onDropped` is told of connections lost.
 * @param pipeline whether a connection takes messages before the last one is answered
 */
export function createPool(url: string, onDropped: (error: Error) => void, { pipeline = false } = {}): pg.Pool {
  return surviving(new CancellingPool(connectionTo(url, { max: 10, connectionTimeoutMillis: 10_000, pipeline }), onDropped), onDropped);
}

/** The pool, told to survive a server dropping connections. */
export function surviving<Pool extends pg.Pool>(pool: Pool, onDropped: (error: Error) => void): Pool {
  pool.on('error', onDropped);
  pool.on('connect', (client) => client.on('error', onDropped));
  return pool;
}

/**
 * Makes sure that the database answers, is new enough, keeps its text as UTF8, and took the settings of a session.
 * @param variable names the setting that the address came by
 * @throws OperatorError saying what is wrong with the address, without its password
 */
export async function checkServer(pool: Pick<pg.Client, 'query'>, url: string, variable = 'DATABASE_URL'): Promise<void> {
  const where = whereIs(url);
  const settings = await settingsOf(pool).catch((error: unknown) => {
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(`无法连接数据库 ${where}：${connectionFailure(error)}。请检查 ${variable}`, { cause: error });
  });
  const version = Math.floor(Number(settings.get('server_version_num')) / 10_000);
  if (version < OLDEST) throw new OperatorError(`数据库 ${where} 是 PostgreSQL ${version}，需要 ${OLDEST} 或更新的版本`);
  const encoding = settings.get('server_encoding');
  if (encoding !== 'UTF8')
    throw new OperatorError(
      `数据库 ${where} 的编码是 ${encoding}，需要 UTF8（有的字存不进去）：请另建一个库（create database … encoding 'UTF8' template template0），再改 ${variable}`,
    );
  const refused = settingsRefused(where, settings);
  if (refused) throw refused;
}

async function settingsOf(pool: Pick<pg.Client, 'query'>): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ name: string; setting: string }>(SETTINGS);
  return new Map(rows.map(({ name, setting }) => [name, setting]));
}

/** Why there is no connection, in words. */
export function connectionFailure(error: unknown): string {
  if (error instanceof OperatorError) return error.message;
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
