import { constants } from 'node:fs';
import { lstat, open, stat, type FileHandle } from 'node:fs/promises';
import type { FileBytes } from '../handover/file-bytes.js';
import { Refusal } from '../handover/refusal.js';

/** A file of a folder; its name may be of bytes that are no text. */
export type FilePath = string | Buffer;

/** Never waits for whoever writes into a pipe. */
const AS_IT_IS = constants.O_RDONLY | constants.O_NONBLOCK;

/** Whether a link to a file is as good as the file: where others put files, it may lead to what is not theirs. */
export type Links = 'followed' | 'refused';

/**
 * The bytes of a regular file, or of one that a link leads to, read from disk. What is no such file, or cannot be opened,
 * says so when it is read: FILE_MALFORMED.
 */
export async function fileOnDisk(path: FilePath, links: Links = 'followed'): Promise<FileBytes> {
  try {
    return await OnDisk.of(path, links);
  } catch (error) {
    const refusal = refusalOf(error);
    return { size: 0, read: () => Promise.reject(refusal) };
  }
}

class OnDisk implements FileBytes {
  readonly size: number;
  readonly #path: FilePath;
  readonly #flags: number;
  /** Which file it is, as it was when it was first seen. */
  readonly #was: string;
  #handle: FileHandle | undefined;

  private constructor(path: FilePath, flags: number, found: Found) {
    this.size = found.size;
    this.#path = path;
    this.#flags = flags;
    this.#was = identityOf(found);
  }

  static async of(path: FilePath, links: Links): Promise<OnDisk> {
    // Looked at before it is opened: to open a device may do something.
    const found = await (links === 'followed' ? stat : lstat)(path);
    if (!found.isFile()) throw new Refusal('FILE_MALFORMED', '不是普通文件');
    const flags = links === 'followed' ? AS_IT_IS : AS_IT_IS | constants.O_NOFOLLOW;
    await (await open(path, flags)).close();
    return new OnDisk(path, flags, found);
  }

  async read(from: number, to: number): Promise<Uint8Array> {
    const bytes = Buffer.allocUnsafe(to - from);
    try {
      this.#handle ??= await this.#open();
      let done = 0;
      while (done < bytes.length) {
        const { bytesRead } = await this.#handle.read(bytes, done, bytes.length - done, from + done);
        if (bytesRead === 0) throw changed();
        done += bytesRead;
      }
      return bytes;
    } catch (error) {
      throw refusalOf(error);
    }
  }

  async rest(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }

  async #open(): Promise<FileHandle> {
    const handle = await open(this.#path, this.#flags);
    const found = await handle.stat();
    if (found.isFile() && identityOf(found) === this.#was) return handle;
    await handle.close();
    throw changed();
  }
}

interface Found {
  readonly dev: number;
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
}

function identityOf({ dev, ino, size, mtimeMs }: Found): string {
  return [dev, ino, size, mtimeMs].join(' ');
}

function changed(): Refusal {
  return new Refusal('FILE_MALFORMED', '读取期间文件被改动');
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return new Refusal('FILE_MALFORMED', `无法读取：${(error as NodeJS.ErrnoException).code ?? '未知原因'}`);
}
