import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Refusal } from '../../access/refusal.js';
import { LimitExceeded } from '../../graphql/limits/exceeded.js';
import type { FileBytes } from '../../handover/file-bytes.js';
import { namelessFile } from '../nameless-file.js';

const MEBIBYTE = 1024 * 1024;

/** A body that is larger than a file may be. */
export class BodyTooLarge extends LimitExceeded {
  /** By this the rest of the body is read away, so that its sender hears the answer. */
  readonly statusCode = 413;

  constructor(most: number) {
    super(`文件过大：最多 ${Math.floor(most / MEBIBYTE)} MB；请拆分后报送，或改用 CSV`, 413);
  }
}

/** A file that came as the body of a request: it lies in a file without a name, and is gone with it. */
export class HandedInFile implements FileBytes {
  readonly size: number;
  readonly #file: FileHandle;

  private constructor(file: FileHandle, size: number) {
    this.#file = file;
    this.size = size;
  }

  /**
   * Receives a body to its end.
   * @param most how many bytes it may have
   * @throws BodyTooLarge as soon as it has more; Refusal SOURCE_UNAVAILABLE where the disk does not take it, BAD_USER_INPUT where the
   *   sender hung up before its end
   */
  static async receive(body: Readable, folder: string, most: number): Promise<HandedInFile> {
    const file = await namelessFile(folder).catch(notKept);
    try {
      let size = 0;
      // What is left of a body that is refused is for who answers to read away.
      for await (const piece of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        size += piece.length;
        if (size > most) throw new BodyTooLarge(most);
        await file.writev([piece]).catch(notKept);
      }
      return new HandedInFile(file, size);
    } catch (error) {
      await file.close();
      if (error instanceof Refusal) throw error;
      throw new Refusal('BAD_USER_INPUT', '文件没有传完，连接已断开：没有接收，请重新报送', { cause: error });
    }
  }

  async read(from: number, to: number): Promise<Uint8Array> {
    const bytes = Buffer.allocUnsafe(to - from);
    for (let done = 0; done < bytes.length;) {
      const { bytesRead } = await this.#file.read(bytes, done, bytes.length - done, from + done);
      if (bytesRead === 0) throw new Error('the temporary file is shorter than what was written into it');
      done += bytesRead;
    }
    return bytes;
  }

  /** Gives it up. */
  async drop(): Promise<void> {
    await this.#file.close();
  }
}

function notKept(cause: unknown): never {
  throw new Refusal('SOURCE_UNAVAILABLE', '报送的文件暂存不下，没有接收：请系统管理员检查数据目录所在的磁盘', { cause });
}
