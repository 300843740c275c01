import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refused } from './exit.js';

const HANDOVER_FILE = /\.(csv|txt|tsv|xlsx)$/i;

/**
 * The files that paths name, in the order given; of a folder its handover files, by name.
 * @throws Refused if a path is not there or a folder holds none
 */
export async function incomingFiles(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const each of paths) {
    const found = await stat(each).catch(() => undefined);
    if (!found) throw new Refused(`找不到 ${each}`);
    if (!found.isDirectory()) {
      files.push(each);
      continue;
    }
    const names = (await readdir(each)).filter((name) => HANDOVER_FILE.test(name) && !name.startsWith('.') && !name.startsWith('~$'));
    if (names.length === 0) throw new Refused(`${each} 里没有可接收的文件（.csv、.txt、.tsv、.xlsx）`);
    files.push(...names.sort().map((name) => path.join(each, name)));
  }
  return files;
}

/** Reads a file's bytes. @throws Refused if that fails */
export async function bytesOf(file: string): Promise<Uint8Array> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Refused(`无法读取 ${file}：${error.code}`, { cause: error });
  });
}
