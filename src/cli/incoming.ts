import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FilePath } from '../intake/file-on-disk.js';
import { shownName } from '../intake/shown-name.js';
import { Refused } from './exit.js';

/** A file that is handed in. */
export interface Incoming {
  readonly path: FilePath;
  /** Its name without its folder, as it is shown. */
  readonly name: string;
}

/** Workbooks of other programs too: they are refused by name rather than passed over. */
const HANDOVER_FILE = /\.(csv|txt|tsv|xlsx|xlsm|xls|xlsb|et|geojson|zip)$/i;
const SEPARATOR = Buffer.from(path.sep);

/**
 * The files that paths name, in the order given; of a folder its handover files, by name.
 * @throws Refused if a path is not there or a folder holds none
 */
export async function incomingFiles(paths: readonly string[]): Promise<Incoming[]> {
  const files: Incoming[] = [];
  for (const each of paths) {
    const found = (await isFolder(each)) ?? (await spelledInBytes(each));
    if (found === undefined) throw new Refused(`找不到 ${each}`);
    if (found === true) files.push(...(await filesOf(each)));
    else files.push(found === false ? { path: each, name: path.basename(each) } : found);
  }
  return files;
}

/** Reads a file's bytes. @throws Refused if that fails */
export async function bytesOf(file: string): Promise<Uint8Array> {
  // Whoever waits for a pipe to be written into waits for ever.
  const isNone = (await stat(file).catch(() => undefined))?.isFile() === false;
  if (isNone) throw new Refused(`无法读取 ${file}：不是普通文件`);
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Refused(`无法读取 ${file}：${error.code}`, { cause: error });
  });
}

async function filesOf(folder: string): Promise<Incoming[]> {
  const files: Incoming[] = [];
  for (const file of await entriesOf(folder)) {
    const passedOver = file.name.startsWith('.') || file.name.startsWith('~$') || !HANDOVER_FILE.test(file.name);
    if (!passedOver && !(await isFolder(file.path))) files.push(file);
  }
  if (files.length === 0) throw new Refused(`${folder} 里没有可接收的文件（.csv、.txt、.tsv、.xlsx、.geojson、.zip）`);
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function entriesOf(folder: string): Promise<Incoming[]> {
  const names = await readdir(folder, { encoding: 'buffer' }).catch((error: NodeJS.ErrnoException) => {
    throw new Refused(`无法读取 ${folder}：${error.code}`, { cause: error });
  });
  return names.map((name) => ({ path: Buffer.concat([Buffer.from(folder), SEPARATOR, name]), name: shownName(name) }));
}

/** A file whose name is no UTF-8: of its bytes an argument keeps only those that are. */
async function spelledInBytes(argument: string): Promise<Incoming | undefined> {
  if (!argument.includes('\uFFFD') || !(await isFolder(path.dirname(argument)))) return undefined;
  const alike = (await entriesOf(path.dirname(argument))).filter(
    ({ path: found }) => path.basename(String(found)) === path.basename(argument),
  );
  return alike.length === 1 ? alike[0] : undefined;
}

/** Undefined where there is nothing; what a link leads nowhere to is no folder. */
async function isFolder(file: FilePath): Promise<boolean | undefined> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => error.code);
  if (typeof found === 'object') return found.isDirectory();
  return found === 'ENOENT' || found === 'ENOTDIR' ? undefined : false;
}
