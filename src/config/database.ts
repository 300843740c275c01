import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { readPart, type Environment } from './part.js';
import { readSecret } from './secret-file.js';
import { text } from './variable.js';

/** The hub's database. */
export interface DatabaseSettings {
  /**
   * `DATABASE_URL`, or the text of the file `DATABASE_URL_FILE`: the PostgreSQL (15 or newer) to use; without it the hub
   * runs one of its own.
   */
  readonly databaseUrl: string | undefined;
  /**
   * `DATABASE_OWNER_URL`, or the text of the file `DATABASE_OWNER_URL_FILE`: the same database by the account that owns its
   * tables; with it tables, policies and rights are made, and nothing else is done.
   */
  readonly databaseOwnerUrl: string | undefined;
}

/** The variables of the hub's database; loose, since each address is read as a part of its own. */
export const databasePart = z.looseObject({}).transform((given): DatabaseSettings => {
  const environment = given as Environment;
  const databaseUrl = readPart(addressOf('DATABASE_URL'), environment);
  const databaseOwnerUrl = readPart(addressOf('DATABASE_OWNER_URL'), environment);
  if (databaseOwnerUrl && !databaseUrl)
    throw new ConfigError('给出 DATABASE_OWNER_URL 时须同时给出 DATABASE_URL：同一个库，中枢日常所用的账户');
  return { databaseUrl, databaseOwnerUrl };
});

/**
 * The address of a PostgreSQL database that a variable gives, or the file that `<variable>_FILE` names. It holds a password:
 * no message repeats it.
 */
export function addressOf(variable: string) {
  const inFile = `${variable}_FILE`;
  return z
    .object({ [variable]: text(), [inFile]: text() })
    .refine(({ [variable]: address, [inFile]: file }) => !(address && file), { error: `${variable} 和 ${inFile} 只能给出一个` })
    .transform(({ [variable]: address, [inFile]: file }) => (file ? readSecret(inFile, file).trim() || undefined : address))
    .refine((address) => address === undefined || (/^postgres(ql)?:\/\//.test(address) && URL.canParse(address)), {
      error: `${variable} 不是 PostgreSQL 地址：应形如 postgres://用户:口令@主机:5432/库名`,
    });
}
