import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { BackupRefused } from './refused.js';
import { FORM, formOf, MANIFEST, manifestOf, type Manifest, type StoredFile } from './manifest.js';

/** A backup that is whole as far as its manifest goes; what it holds is checked as it is read. */
export class Archive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(
    readonly file: string,
    readonly manifest: Manifest,
    zip: ZipFile,
    entries: ReadonlyMap<string, Entry>,
  ) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** @throws BackupRefused if it is not there, half, something else, or of a newer program */
  static async open(file: string): Promise<Archive> {
    const zip = await openPromise(file, { autoClose: false }).catch((cause: NodeJS.ErrnoException) => {
      throw new BackupRefused(whyNotOpened(file, cause), { cause });
    });
    try {
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
      const found = entries.get(MANIFEST);
      if (!found) throw new BackupRefused(`${file} 不是中枢的备份，或没有写完（其中没有 ${MANIFEST}）`);
      const text = (await buffer(await zip.openReadStreamPromise(found))).toString('utf8');
      const form = formOf(text);
      if (form !== undefined && form > FORM)
        throw new BackupRefused(`${file} 由更新版本的中枢所备份（格式 ${form}，本版本认得到 ${FORM}）：请用同一或更新的版本恢复`);
      const manifest = manifestOf(text);
      const lacking = [...manifest.tables, ...manifest.files].find(({ entry }) => !entries.has(entry));
      if (lacking) throw new BackupRefused(`${file} 残缺：其中没有 ${lacking.entry}，请换一份备份`);
      return new Archive(file, manifest, zip, entries);
    } catch (error) {
      zip.close();
      if (error instanceof BackupRefused) throw error;
      throw new BackupRefused(`${file} 残缺或被改动，读不出清单：请换一份备份`, { cause: error });
    }
  }

  /** What an entry holds, checked against the manifest when it ends. @throws BackupRefused where it is not what was backed up */
  async *read({ entry, size, digest }: StoredFile): AsyncGenerator<Uint8Array, void> {
    const hash = createHash('sm3');
    let read = 0;
    try {
      for await (const chunk of await this.#zip.openReadStreamPromise(this.#entries.get(entry)!)) {
        hash.update(chunk as Buffer);
        read += (chunk as Buffer).length;
        yield chunk as Buffer;
      }
    } catch (cause) {
      throw new BackupRefused(`${this.file} 中的 ${entry} 残缺：请换一份备份`, { cause });
    }
    if (read !== size || `sm3:${hash.digest('hex')}` !== digest)
      throw new BackupRefused(`${this.file} 中的 ${entry} 与清单的摘要不符，被改动或损坏：请换一份备份`);
  }

  /** Reads all of it and keeps nothing. @throws BackupRefused as {@link read} */
  async check(): Promise<void> {
    for (const stored of [...this.manifest.tables, ...this.manifest.files]) {
      for await (const _ of this.read(stored));
    }
  }

  close(): void {
    this.#zip.close();
  }
}

function whyNotOpened(file: string, { code }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOENT':
      return `没有备份文件 ${file}`;
    case 'EACCES':
      return `没有权限读取备份文件 ${file}`;
    default:
      return `${file} 不是中枢的备份，或没有写完、被截断：请换一份备份`;
  }
}
