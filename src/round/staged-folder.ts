import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Measured } from '../db/measured.js';

/** A folder that cannot be written; its message says which and why (中文). */
export class FolderRefused extends Error {
  override readonly name = 'FolderRefused';
}

/** A file that was written, by its path within the folder, with / between; the hex SM3 of its bytes. */
export interface WrittenFile {
  readonly path: string;
  readonly size: number;
  readonly sm3: string;
}

/** A folder that is there whole or not at all: its files are written beside its place, and get there together. */
export class StagedFolder {
  readonly #folder: string;
  readonly #staged: string;

  private constructor(folder: string, staged: string) {
    this.#folder = folder;
    this.#staged = staged;
  }

  /** @throws FolderRefused where the folder is there and not empty, or cannot be made */
  static async beside(folder: string): Promise<StagedFolder> {
    const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw refused(folder, error);
    });
    if (there.length > 0) throw new FolderRefused(`${folder} 不是空目录：不覆盖已有的文件，请另给一个目录`);
    try {
      await mkdir(path.dirname(folder), { recursive: true });
      return new StagedFolder(folder, await mkdtemp(`${folder}.part-`));
    } catch (error) {
      throw refused(folder, error);
    }
  }

  /** @param name relative to the folder, with / between */
  async add(name: string, content: string | Uint8Array | Readable): Promise<WrittenFile> {
    const file = path.join(this.#staged, ...name.split('/'));
    const measured = new Measured();
    const source = content instanceof Readable ? content : Readable.from([Buffer.from(content as string)]);
    try {
      await mkdir(path.dirname(file), { recursive: true });
      await pipeline(source, measured, createWriteStream(file, { flags: 'wx', flush: true }));
    } catch (error) {
      throw isOfFiles(error) ? refused(path.join(this.#folder, name), error) : error;
    }
    return { path: name, size: measured.size, sm3: measured.digest() };
  }

  /** Gives the folder its name. @throws FolderRefused where another took it meanwhile */
  async publish(): Promise<void> {
    await rename(this.#staged, this.#folder).catch((error: unknown) => {
      throw refused(this.#folder, error);
    });
  }

  /** Leaves nothing behind of what was not published. */
  async drop(): Promise<void> {
    await rm(this.#staged, { recursive: true, force: true });
  }
}

function isOfFiles(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

function refused(folder: string, error: unknown): FolderRefused {
  const { code = '未知' } = error as NodeJS.ErrnoException;
  return new FolderRefused(`无法写入 ${folder}：${code}`, { cause: error });
}
