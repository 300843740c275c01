import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Refusal } from '../../access/refusal.js';
import { namelessFile } from '../nameless-file.js';

/** What stays in memory; a larger answer goes to the disk. */
const IN_MEMORY = 1024 * 1024;

/**
 * Holds an answer back until it is whole and on record: then it goes out with its length, and what fails before that is
 * an error and no file that looks complete. What is large lies in a file that has no name, so that nothing is left of it
 * however the process ends.
 */
export class Spool {
  readonly #folder: string;
  #chunks: Buffer[] = [];
  #file: FileHandle | undefined;
  #held = 0;
  #size = 0;

  /** @param folder where large answers lie for a while; made if need be */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** In bytes. */
  get size(): number {
    return this.#size;
  }

  /** @throws Refusal SOURCE_UNAVAILABLE if the disk does not take it */
  async write(chunk: Buffer): Promise<void> {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    this.#size += chunk.length;
    if (this.#held > IN_MEMORY) await this.#pour();
  }

  /** The whole answer, once; what lies on the disk is gone when it was read or given up. */
  async read(): Promise<Readable> {
    if (!this.#file) return Readable.from(this.#chunks, { objectMode: false });
    await this.#pour();
    const file = this.#file;
    this.#file = undefined;
    return createReadStream('', { fd: file, start: 0 });
  }

  /** Gives it up. */
  async drop(): Promise<void> {
    this.#chunks = [];
    await this.#file?.close();
    this.#file = undefined;
  }

  async #pour(): Promise<void> {
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#held = 0;
    try {
      this.#file ??= await namelessFile(this.#folder);
      await this.#file.writev(chunks);
    } catch (cause) {
      throw new Refusal('SOURCE_UNAVAILABLE', '导出的暂存文件写不进去，未导出：请系统管理员检查数据目录所在的磁盘', { cause });
    }
  }
}
