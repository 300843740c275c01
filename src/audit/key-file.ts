import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from '../config/config-error.js';
import { checkSecret } from '../config/secret-file.js';
import { leaveToOwner, makeOnce } from '../db/ownership.js';

const KEY_BYTES = 32;

/**
 * The key in a file; undefined: there is no such file.
 * @param what the file is, for messages (中文)
 * @throws ConfigError if others may read it, or this account may not
 */
export async function readKey(what: string, file: string): Promise<Uint8Array | undefined> {
  checkSecret(what, file);
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    if (error.code === 'EACCES')
      throw new ConfigError(`${what} ${file}：没有读取权限，请以文件的属主运行，或把文件交给运行本程序的账户`, { cause: error });
    throw error;
  });
}

/**
 * The key in a file, random and made on first use, readable by its owner alone.
 * @param what the file is, for messages (中文)
 * @throws ConfigError if others may read it, or this account may not
 */
export async function keyMadeOnce(what: string, file: string): Promise<Uint8Array> {
  const known = await readKey(what, file);
  if (known) return known;
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await leaveToOwner(folder);
  await makeOnce(file, randomBytes(KEY_BYTES));
  return readFile(file);
}
