import { readFileSync, statSync } from 'node:fs';
import { ConfigError } from './config-error.js';

/** Whoever may read it as one of many, or write it besides its owner. */
const OTHERS = 0o027;

/**
 * The text of a file that holds a secret.
 * @param what the file is, for the message (中文)
 * @throws ConfigError if it is not there, cannot be read, or is open to others: a secret that others read is none
 */
export function readSecret(what: string, file: string): string {
  let text: string;
  let mode: number;
  try {
    ({ mode } = statSync(file));
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`${what} ${file}：${WHY[(error as NodeJS.ErrnoException).code ?? ''] ?? '读不出来'}`, { cause: error });
  }
  if (process.platform !== 'win32' && mode & OTHERS) {
    throw new ConfigError(
      `${what} ${file} 的权限过宽（${(mode & 0o777).toString(8)}），其他用户可以读取：请执行 chmod 600，并考虑更换其中的密钥`,
    );
  }
  // Some editors put a byte order mark before a text; no secret begins with one.
  return text.replace(/^\uFEFF/, '');
}

const WHY: Record<string, string> = {
  ENOENT: '没有这个文件',
  EACCES: '没有读取权限',
  EISDIR: '是目录，不是文件',
};
