import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { digestLine, MANIFEST, MANIFEST_DIGEST, type ArchivedFile, type Manifest } from './manifest.js';

/** A folder that takes an archive cannot; its message says which and why (中文). */
export class ArchiveFolderRefused extends Error {
  override readonly name = 'ArchiveFolderRefused';
}

/**
 * The files of an archive while they are written: beside the folder that they will be, under another name, until all are
 * there; a folder that bears the name of an archive is whole.
 */
export class ArchiveFiles {
  readonly #folder: string;
  readonly #staged: string;
  readonly #files: ArchivedFile[] = [];

  private constructor(folder: string, staged: string) {
    this.#folder = folder;
    this.#staged = staged;
  }

  /** @throws ArchiveFolderRefused where the folder is there and not empty, or cannot be made */
  static async beside(folder: string): Promise<ArchiveFiles> {
    const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw refused(folder, error);
    });
    if (there.length > 0) throw new ArchiveFolderRefused(`${folder} 不是空目录：归档不覆盖已有的文件，请另给一个目录`);
    try {
      await mkdir(path.dirname(folder), { recursive: true });
      return new ArchiveFiles(folder, await mkdtemp(`${folder}.part-`));
    } catch (error) {
      throw refused(folder, error);
    }
  }

  /** @param name relative to the folder, with / between */
  async add(name: string, content: string | Uint8Array | Readable): Promise<void> {
    await this.#write(name, content);
  }

  async addJson(name: string, value: unknown): Promise<void> {
    await this.add(name, `${JSON.stringify(value, null, 1)}\n`);
  }

  /** Writes the manifest, and gives the folder its name. @returns the hex SM3 of the manifest */
  async seal(about: Omit<Manifest, 'files'>): Promise<string> {
    const files = [...this.#files].sort((a, b) => (a.path < b.path ? -1 : 1));
    await this.addJson(MANIFEST, { ...about, files });
    const { sm3 } = this.#files.at(-1)!;
    await this.add(MANIFEST_DIGEST, digestLine(sm3));
    return sm3;
  }

  /** Gives the folder its name. @throws ArchiveFolderRefused where another took it meanwhile */
  async publish(): Promise<void> {
    await rename(this.#staged, this.#folder).catch((error: unknown) => {
      throw refused(this.#folder, error);
    });
  }

  /** Leaves nothing behind of what was not published. */
  async drop(): Promise<void> {
    await rm(this.#staged, { recursive: true, force: true });
  }

  async #write(name: string, content: string | Uint8Array | Readable): Promise<void> {
    const file = path.join(this.#staged, ...name.split('/'));
    const hash = createHash('sm3');
    let size = 0;
    const counting = new Transform({
      transform(chunk: Buffer, _, done) {
        hash.update(chunk);
        size += chunk.length;
        done(null, chunk);
      },
    });
    const source = content instanceof Readable ? content : Readable.from([Buffer.from(content as string)]);
    try {
      await mkdir(path.dirname(file), { recursive: true });
      await pipeline(source, counting, createWriteStream(file, { flags: 'wx', flush: true }));
    } catch (error) {
      throw isOfFiles(error) ? refused(file, error) : error;
    }
    this.#files.push({ path: name, size, sm3: hash.digest('hex') });
  }
}

function isOfFiles(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

function refused(folder: string, error: unknown): ArchiveFolderRefused {
  const { code = '未知' } = error as NodeJS.ErrnoException;
  return new ArchiveFolderRefused(`无法写入 ${folder}：${code}`, { cause: error });
}
