import type { EventEmitter } from 'node:events';
import pg from 'pg';
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

/**
 * What every session relies on, by the names that PostgreSQL gives it: how values are written and read, which rows and
 * tables are meant. An administrator may set each otherwise for a server, a database, an account or an address. How long
 * statements may take and how much they may use is theirs to say: beyond it there is an error, never another value.
 */
const RELIED_ON: Readonly<Record<string, string>> = {
  DateStyle: 'ISO, MDY',
  TimeZone: 'UTC',
  IntervalStyle: 'postgres',
  client_encoding: 'UTF8',
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
  bytea_output: 'hex',
  extra_float_digits: '1',
  search_path: 'public',
  row_security: 'on',
  default_transaction_isolation: 'read committed',
};

/** As startup options: they count more than what was set for the server, the database or the account. */
const OPTIONS = Object.entries(RELIED_ON)
  .map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
  .join(' ');

/**
 * How the hub connects to a database, to be given to a pool or a {@link Session}.
 * @param more `options` in it are set as well
 */
export function connectionTo(url: string, { options, ...more }: pg.PoolConfig = {}): pg.PoolConfig {
  const address = new URL(url);
  // An address counts more than what is given beside it.
  const all = [address.searchParams.get('options'), options, OPTIONS].filter(Boolean).join(' ');
  address.searchParams.set('options', all);
  address.searchParams.delete('client_encoding');
  const getTypeParser = (oid: number, format?: 'text' | 'binary') => parsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text');
  // pg-pool makes its clients of the configuration that it was given.
  const Client = Session as unknown as pg.PoolConfig['Client'];
  const connectionString = address.href;
  return { application_name: 'muhub', ...more, connectionString, client_encoding: 'UTF8', types: { getTypeParser }, Client };
}

/** A database's address as an operator may see it: no account, no password. */
export function whereIs(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 5432}${pathname}`;
}

type Connected = (error: Error | null, client?: pg.Client) => void;

/** A connection that is used only where the server reports the settings that the hub relies on: no statement is spent on it. */
export class Session extends pg.Client {
  readonly #where: string;
  readonly #reported = new Map<string, string>();

  /** @param config as {@link connectionTo} gives it */
  constructor(config: pg.PoolConfig) {
    super(config);
    this.#where = whereIs(config.connectionString!);
    const { connection } = this as unknown as { readonly connection: EventEmitter };
    connection.on('parameterStatus', ({ parameterName, parameterValue }: Record<string, string>) => {
      this.#reported.set(parameterName!, parameterValue!);
    });
  }

  override connect(): Promise<pg.Client>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.Client> | void {
    if (!callback) return new Promise((resolve, reject) => this.connect((error) => (error ? reject(error) : resolve(this))));
    super.connect((error: Error | null) => {
      const refusal = error ?? settingsRefused(this.#where, this.#reported);
      if (!refusal) return callback(null, this);
      if (!error) void this.end().catch(() => undefined);
      callback(refusal);
    });
  }
}

/** Asks for what {@link settingsRefused} judges, since servers report part of it by themselves, and for what the server is. */
export const SETTINGS = `select name, setting from pg_settings where name in (${[
  ...Object.keys(RELIED_ON),
  'server_version_num',
  'server_encoding',
]
  .map((name) => pg.escapeLiteral(name))
  .join(', ')})`;

/** Why a session with these settings is not used; undefined: it may be. What is not among them is not judged. */
export function settingsRefused(where: string, settings: ReadonlyMap<string, string>): OperatorError | undefined {
  const wrong = Object.entries(RELIED_ON).filter(([name, value]) => (settings.get(name) ?? value) !== value);
  if (wrong.length === 0) return undefined;
  const each = wrong.map(([name, value]) => `${name} 是 ${settings.get(name)}，需要 ${value}`).join('；');
  return new OperatorError(
    `数据库 ${where} 的会话设置 ${each}。中枢连接时已设定而没有生效：请数据库管理员检查连接池（须转发启动参数 options）和登录触发器`,
  );
}
