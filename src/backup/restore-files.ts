import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, copyFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../config/config.js';
import { giveFolder } from '../db/ownership.js';
import { ownerOf } from '../db/account.js';
import type { Archive } from './archive.js';
import { ANCHORS, CHAIN_KEY, KEPT_FOLDERS, REVOKED } from './contents.js';
import { BackupRefused } from './refused.js';

const SECRET = 0o600;

/** The files of a backup, read and checked, that wait for their places. */
export class StagedFiles {
  readonly #folder: string;
  readonly #config: Config;
  readonly #entries: readonly string[];

  private constructor(folder: string, config: Config, entries: readonly string[]) {
    this.#folder = folder;
    this.#config = config;
    this.#entries = entries;
  }

  /**
   * Unpacks the files beside their places.
   * @throws BackupRefused if one is not what was backed up, or another is in the place of a key
   */
  static async unpack(archive: Archive, config: Config): Promise<StagedFiles> {
    const folder = path.join(config.dataDir, `restoring-${randomUUID()}`);
    const staged = new StagedFiles(
      folder,
      config,
      archive.manifest.files.map(({ entry }) => entry),
    );
    try {
      for (const stored of archive.manifest.files) {
        const file = path.join(folder, stored.entry);
        await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
        await pipeline(Readable.from(archive.read(stored)), createWriteStream(file, { mode: SECRET, flags: 'wx' }));
      }
      await staged.#checkPlaces();
      return staged;
    } catch (error) {
      await staged.drop();
      throw error;
    }
  }

  /** Puts every file where the hub looks for it. @returns what to know of policy that is not in place (中文) */
  async put(): Promise<readonly string[]> {
    const remarks: string[] = [];
    for (const entry of this.#entries.filter((each) => !each.startsWith('policy/'))) await this.#move(entry, this.#placeOf(entry));
    for (const [setting, root] of Object.entries(KEPT_FOLDERS).filter(([, each]) => each.startsWith('policy/'))) {
      const remark = await this.#putPolicy(root, this.#config[setting as keyof typeof KEPT_FOLDERS]);
      if (remark !== undefined) remarks.push(remark);
    }
    const owner = await ownerOf(this.#config.dataDir);
    if (owner && process.getuid?.() === 0) await giveFolder(this.#config.dataDir, owner, 'postgresql');
    return remarks;
  }

  async drop(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** @throws BackupRefused where a file is there that is another */
  async #checkPlaces(): Promise<void> {
    for (const entry of this.#entries.filter((each) => !each.startsWith('policy/'))) {
      const place = this.#placeOf(entry);
      if (!(await same(path.join(this.#folder, entry), place, true)))
        throw new BackupRefused(`${place} 已有另一个文件，没有覆盖：请恢复到空的数据目录`);
    }
  }

  #placeOf(entry: string): string {
    const { dataDir, evidenceDir, chainKeyFile, tokens } = this.#config;
    if (entry === CHAIN_KEY && chainKeyFile !== undefined) return chainKeyFile;
    if (entry === REVOKED) return tokens.revoked;
    const evidence = `${KEPT_FOLDERS.evidenceDir}/`;
    if (entry.startsWith(evidence)) return path.join(evidenceDir, entry.slice(evidence.length));
    return entry === ANCHORS ? path.join(dataDir, ANCHORS) : path.join(dataDir, entry);
  }

  /** What a county decided is not mixed: into an empty folder it goes, into one that holds the same nothing has to, else aside. */
  async #putPolicy(root: string, folder: string): Promise<string | undefined> {
    const entries = this.#entries.filter((entry) => entry.startsWith(`${root}/`));
    const there = await readdir(folder).catch(() => []);
    const target = (entry: string) => path.join(folder, entry.slice(root.length + 1));
    if (there.length === 0) {
      for (const entry of entries) await this.#move(entry, target(entry), 0o644);
      return undefined;
    }
    const differing: string[] = [];
    for (const entry of entries) if (!(await same(path.join(this.#folder, entry), target(entry)))) differing.push(target(entry));
    if (differing.length === 0) return undefined;
    const aside = path.join(this.#config.dataDir, 'policy-of-backup', path.basename(root));
    for (const entry of entries) await this.#move(entry, path.join(aside, entry.slice(root.length + 1)), 0o644);
    return `${folder} 与备份不同（${differing.slice(0, 3).join('、')}${differing.length > 3 ? ` 等 ${differing.length} 个` : ''}），没有改动它；备份的放在 ${aside}，请核对后取用`;
  }

  async #move(entry: string, to: string, mode = SECRET): Promise<void> {
    const from = path.join(this.#folder, entry);
    await mkdir(path.dirname(to), { recursive: true, mode: mode === SECRET ? 0o700 : 0o755 });
    await chmod(from, mode);
    await rename(from, to).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EXDEV') throw error;
      await copyFile(from, to);
      await chmod(to, mode);
    });
  }
}

async function same(file: string, other: string, orMissing = false): Promise<boolean> {
  const there = await readFile(other).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return there === undefined ? orMissing : there.equals(await readFile(file));
}
