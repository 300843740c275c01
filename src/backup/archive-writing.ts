import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { Measured } from '../db/measured.js';
import { MANIFEST, type Manifest, type StoredFile } from './manifest.js';

/** Tables as text shrink to a fifth at the least effort. */
const COMPRESSION = 1;
const SECRET = 0o600;

/**
 * Writes a backup, one entry after the other, with nothing held in memory. It has its name only when it is whole and on disk:
 * a backup that was broken off leaves nothing behind, or a draft that no one takes for one.
 */
export class ArchiveWriting {
  readonly #file: string;
  readonly #draft: string;
  readonly #zip = new ZipFile();
  readonly #written: Promise<void>;

  constructor(file: string) {
    this.#file = file;
    this.#draft = `${file}.${randomUUID()}.part`;
    const into = createWriteStream(this.#draft, { mode: SECRET, flags: 'wx' });
    const output = this.#zip.outputStream as Readable;
    this.#zip.on('error', (error: Error) => output.destroy(error));
    this.#written = pipeline(output, into);
    this.#written.catch(() => undefined);
  }

  /** Adds what a stream gives, to its end. */
  async add(entry: string, source: Readable): Promise<StoredFile> {
    const measured = new Measured();
    const through = pipeline(source, measured);
    this.#zip.addReadStreamLazy(entry, { compressionLevel: COMPRESSION, mode: SECRET }, (give) => give(null, measured));
    await Promise.race([through, this.#written.then(() => through)]);
    return { entry, size: measured.size, digest: `sm3:${measured.digest()}` };
  }

  /** Ends it with its manifest, and gives it its name. */
  async finish(manifest: Manifest): Promise<void> {
    this.#zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, 1)), MANIFEST, { mode: SECRET });
    this.#zip.end();
    await this.#written;
    const draft = await open(this.#draft, 'r+');
    try {
      await draft.sync();
    } finally {
      await draft.close();
    }
    await rename(this.#draft, this.#file);
  }

  /** Forgets what was written. */
  async drop(): Promise<void> {
    (this.#zip.outputStream as Readable).destroy();
    await this.#written.catch(() => undefined);
    await rm(this.#draft, { force: true });
  }
}
