import type { Readable } from 'node:stream';
import type { StagedFolder } from '../staged-folder.js';
import { type WrittenFile } from '../staged-folder.js';
import { digestLine, MANIFEST, MANIFEST_DIGEST, type Manifest } from './manifest.js';

/** The files of an archive while they are written, each with its digest. */
export class ArchiveFiles {
  readonly #folder: StagedFolder;
  readonly #files: WrittenFile[] = [];

  constructor(folder: StagedFolder) {
    this.#folder = folder;
  }

  /** @param name relative to the folder, with / between */
  async add(name: string, content: string | Uint8Array | Readable): Promise<void> {
    this.#files.push(await this.#folder.add(name, content));
  }

  async addJson(name: string, value: unknown): Promise<void> {
    await this.add(name, `${JSON.stringify(value, null, 1)}\n`);
  }

  /** Writes the manifest over all that was added. @returns the hex SM3 of the manifest */
  async seal(about: Omit<Manifest, 'files'>): Promise<string> {
    const files = [...this.#files].sort((a, b) => (a.path < b.path ? -1 : 1));
    const { sm3 } = await this.#folder.add(MANIFEST, `${JSON.stringify({ ...about, files }, null, 1)}\n`);
    await this.#folder.add(MANIFEST_DIGEST, digestLine(sm3));
    return sm3;
  }
}
