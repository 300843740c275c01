import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config/config.js';
import { onDisk } from '../db/failure.js';
import { ArchiveWriting } from './archive-writing.js';
import { filesOf } from './contents.js';
import { FORM, type Manifest } from './manifest.js';
import { BackupRefused } from './refused.js';
import { keepTables } from './snapshot.js';

/** How a backup is taken. */
export interface Taking {
  readonly config: Config;
  /** Of an account that reads every table. */
  readonly url: string;
  readonly file: string;
  /** Whether the keys go in. */
  readonly keys: boolean;
  readonly version: string;
  readonly onTable: (name: string, done: number, of: number) => void;
}

/** A backup that was taken. */
export interface Taken {
  readonly manifest: Manifest;
  readonly bytes: number;
  /** What lies in the data folder and is neither in the backup nor known to be left out. */
  readonly unknown: readonly string[];
}

/**
 * Takes a backup of everything that the hub holds while hubs work on: the tables first, all of one moment; then the files,
 * which are only ever added to, so that whatever a row names is among them.
 * @throws BackupRefused where there is such a file already, OperatorError for a disk that is full or closed
 */
export async function takeBackup({ config, url, file, keys, version, onTable }: Taking): Promise<Taken> {
  if (await stat(file).catch(() => undefined)) throw new BackupRefused(`${file} 已存在，没有覆盖：请另取一个名字，或先移走它`);
  if (!(await stat(path.dirname(file)).catch(() => undefined))?.isDirectory())
    throw new BackupRefused(`没有目录 ${path.dirname(file)}：请先建立它`);
  return onDisk(`写备份 ${file}`, async () => {
    const archive = new ArchiveWriting(file);
    try {
      const takenAt = new Date().toISOString();
      const kept = await keepTables(url, archive, onTable);
      const { kept: toKeep, leftOut, unknown } = await filesOf(config, { keys });
      const files: Manifest['files'] = [];
      for (const { entry, from } of toKeep) files.push(await archive.add(entry, createReadStream(from)));
      const manifest = { form: FORM, version, takenAt, ...kept, files, hasKeys: keys, leftOut } as const;
      await archive.finish(manifest);
      return { manifest, bytes: (await stat(file)).size, unknown };
    } catch (error) {
      await archive.drop();
      throw error;
    }
  });
}
