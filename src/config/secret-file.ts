import { readFileSync, statSync } from 'node:fs';
import { ConfigError } from './config-error.js';

/** Whoever may read or write it besides its owner: a secret of a group is nobody's. */
const OTHERS = 0o077;

/**
 * The text of a file that holds a secret.
 * @param what the file is, for the message (中文)
 * @throws ConfigError if it is not there, cannot be read, or is open to others: a secret that others read is none
 */
export function readSecret(what: string, file: string): string {
  try {
    const { mode } = statSync(file);
    const text = readFileSync(file, 'utf8');
    checkMode(what, file, mode);
    // Some editors put a byte order mark before a text; no secret begins with one.
    return text.replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${what} ${file}：${WHY[(error as NodeJS.ErrnoException).code ?? ''] ?? '读不出来'}`, { cause: error });
  }
}

/** @throws ConfigError if a secret that is there is open to others; says what to run */
export function checkSecret(what: string, file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found) checkMode(what, file, found.mode);
}

function checkMode(what: string, file: string, mode: number): void {
  if (process.platform === 'win32' || !(mode & OTHERS)) return;
  throw new ConfigError(
    `${what} ${file} 的权限过宽（${(mode & 0o777).toString(8)}），同组或其他用户可以读写：请执行 chmod 600 '${file}'，并考虑更换其中的密钥`,
  );
}

const WHY: Record<string, string> = {
  ENOENT: '没有这个文件',
  EACCES: '没有读取权限',
  EISDIR: '是目录，不是文件',
};
