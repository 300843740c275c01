import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { shownName } from '../shown-name.js';

/** A file that lies in a folder, complete as far as can be told. */
export interface SettledFile {
  /** Its path; its name may be of bytes that are no text. */
  readonly path: Buffer;
  /** Its name's bytes, one character each. */
  readonly name: string;
  /** Its name as it is shown. */
  readonly shown: string;
  /** Which file it is, and as it was at the last look. */
  readonly identity: string;
}

/** Where files are moved to, what programs call a file that they are still writing, and what they leave in folders by themselves. */
const LEFT_ALONE = /^(done|refused)$|^\.|^~\$|\.(part|partial|filepart|crdownload|tmp)$|^(thumbs\.db|desktop\.ini)$/i;

/** Tells which files of folders are complete: those that were the same at the look before. */
export class SettledFiles {
  /** By path, as they were at the last look. */
  readonly #last = new Map<string, ReadonlyMap<string, string>>();

  /**
   * The regular files of a folder that have not changed since the last look into it, by name; links, devices, folders and files
   * in the making are left alone.
   * @throws the error of the file system where the folder cannot be read
   */
  async in(folder: string): Promise<readonly SettledFile[]> {
    const now = new Map<string, string>();
    const settled: SettledFile[] = [];
    for (const bytes of await readdir(folder, { encoding: 'buffer' })) {
      const [name, shown] = [bytes.toString('latin1'), shownName(bytes)];
      if (LEFT_ALONE.test(shown)) continue;
      const file = Buffer.concat([Buffer.from(folder + path.sep), bytes]);
      const identity = await identityOf(file);
      if (identity === undefined) continue;
      now.set(name, identity);
      if (this.#last.get(folder)?.get(name) === identity) settled.push({ path: file, name, shown, identity });
    }
    this.#last.set(folder, now);
    return settled.sort((a, b) => (a.shown < b.shown ? -1 : 1));
  }
}

/** Which regular file stands there, and how it is; undefined: none. */
export async function identityOf(file: Buffer): Promise<string | undefined> {
  const found = await lstat(file).catch(() => undefined);
  return found?.isFile() ? [found.dev, found.ino, found.size, found.mtimeMs].join(' ') : undefined;
}
