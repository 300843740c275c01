import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { kindByBeginning, kindOfZip, TELLING, type EvidenceKind } from './kind.js';

/** 20 MiB. */
export const MOST_BYTES = 20 * 1024 * 1024;

/** A file that came in and is not kept yet. */
export interface Incoming {
  /** The hex SM3 of its bytes. */
  readonly digest: string;
  readonly size: number;
  readonly kind: EvidenceKind;
  /** Gives it its place in the folder. */
  keep(): Promise<void>;
  /** Forgets it, where it was not kept. */
  drop(): Promise<void>;
}

/** Why a file is not taken. */
export type NotTaken = 'TOO_LARGE' | 'UNKNOWN_KIND';

/** The folder that the bytes of evidence lie in, each file once, by digest. */
export class EvidenceFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Reads a file to its end, or until it is known that it is not taken; what is not taken leaves nothing behind. */
  async receive(body: Readable): Promise<Incoming | NotTaken> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const name = path.join(this.#folder, `incoming-${randomUUID()}`);
    const file = await open(name, 'wx+', 0o600);
    const drop = () => rm(name, { force: true });
    try {
      const read = await written(body, file);
      if (typeof read === 'string') {
        await drop();
        return read;
      }
      await file.sync();
      return { ...read, keep: () => rename(name, this.#place(read.digest)), drop };
    } catch (error) {
      await drop();
      throw error;
    } finally {
      await file.close();
    }
  }

  /** @throws ENOENT where the folder was tampered with */
  open(digest: string): Promise<FileHandle> {
    return open(this.#place(digest), 'r');
  }

  async remove(digest: string): Promise<void> {
    await rm(this.#place(digest), { force: true });
  }

  #place(digest: string): string {
    return path.join(this.#folder, digest);
  }
}

async function written(body: Readable, file: FileHandle): Promise<NotTaken | Pick<Incoming, 'digest' | 'size' | 'kind'>> {
  const hash = createHash('sm3');
  let [size, beginning] = [0, Buffer.alloc(0)];
  // What is refused is read on by whoever answers: the connection has to bear the answer.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return 'TOO_LARGE';
    if (beginning.length < TELLING) {
      beginning = Buffer.concat([beginning, chunk.subarray(0, TELLING)]);
      if (beginning.length >= TELLING && kindByBeginning(beginning) === undefined) return 'UNKNOWN_KIND';
    }
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  const told = kindByBeginning(beginning);
  const kind = told === 'ZIP' ? await kindOfZip(file.fd) : told;
  return kind ? { digest: hash.digest('hex'), size, kind } : 'UNKNOWN_KIND';
}
