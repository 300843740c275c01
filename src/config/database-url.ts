import { ConfigError } from './config-error.js';
import { readSecret } from './secret-file.js';

/**
 * The address of a PostgreSQL database that a variable gives, or the file that `<variable>_FILE` names.
 * @throws ConfigError if both are given, the file cannot be read, or it is no such address
 */
export function databaseUrl(env: NodeJS.ProcessEnv, variable: string): string | undefined {
  const file = env[`${variable}_FILE`];
  if (env[variable] && file) throw new ConfigError(`${variable} 和 ${variable}_FILE 只能给出一个`);
  const value = file ? readSecret(`${variable}_FILE`, file).trim() : env[variable];
  if (!value) return undefined;
  if (!/^postgres(ql)?:\/\//.test(value) || !URL.canParse(value)) {
    throw new ConfigError(`${variable} 不是 PostgreSQL 地址：应形如 postgres://用户:口令@主机:5432/库名`);
  }
  return value;
}
