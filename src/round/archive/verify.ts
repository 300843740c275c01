import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { policyDigest } from '../../policy/digest.js';
import { archiveFlaw, type ArchiveFlaw } from './flaw.js';
import { digestLine, MANIFEST, MANIFEST_DIGEST, manifestFile, type Manifest } from './manifest.js';
import { regradeArchive } from './regrade.js';

/** A folder that is no archive; its message says why (中文). */
export class NoArchive extends Error {
  override readonly name = 'NoArchive';
}

/** What an archive is of, and what is wrong with it. */
export interface ArchiveReport {
  /** Undefined where the manifest cannot be read. */
  readonly manifest: Manifest | undefined;
  /** The hex SM3 of the manifest, to be set beside the one that was written down when the archive was made. */
  readonly digest: string;
  readonly flaws: readonly ArchiveFlaw[];
}

/**
 * Checks an archive by itself, without a hub: every file by its digest, none missing and none more, and, where all are
 * there, every moment of it worked out again.
 * @param progress told of each file
 * @throws NoArchive
 */
export async function verifyArchive(
  folder: string,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<ArchiveReport> {
  const there = await filesOf(folder);
  const bytes = await readFile(path.join(folder, MANIFEST)).catch((error: NodeJS.ErrnoException) => {
    throw new NoArchive(`${folder} 不是轮次归档：${MANIFEST} 读不出（${error.code}）`, { cause: error });
  });
  const digest = policyDigest(bytes).slice('sm3:'.length);
  const flaws: ArchiveFlaw[] = [];
  const said = await readFile(path.join(folder, MANIFEST_DIGEST), 'utf8').catch(() => undefined);
  if (said === undefined) flaws.push(archiveFlaw('FILE_MISSING', MANIFEST_DIGEST, '缺少此文件'));
  else if (said !== digestLine(digest))
    flaws.push(archiveFlaw('FILE_CHANGED', MANIFEST, `${MANIFEST} 与 ${MANIFEST_DIGEST} 不符：两者之一被改动；现在的摘要 ${digest}`));
  const manifest = readManifest(bytes);
  if (!manifest) return { manifest, digest, flaws: [...flaws, archiveFlaw('NOT_READABLE', MANIFEST, '不是本版本能读的归档清单')] };
  flaws.push(...(await checkFiles(folder, manifest, there, progress)));
  if (flaws.length === 0) flaws.push(...(await regraded(folder, manifest)));
  return { manifest, digest, flaws };
}

function readManifest(bytes: Uint8Array): Manifest | undefined {
  try {
    return manifestFile.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return undefined;
  }
}

async function checkFiles(
  folder: string,
  { files }: Manifest,
  there: ReadonlyMap<string, boolean>,
  progress: (done: number, of: number) => void,
): Promise<readonly ArchiveFlaw[]> {
  const listed = new Map(files.map((each) => [each.path, each]));
  const flaws: ArchiveFlaw[] = [];
  for (const [name, isFile] of there) {
    if (!isFile) flaws.push(archiveFlaw('FILE_ADDED', name, '不是普通文件'));
    else if (!listed.has(name) && name !== MANIFEST && name !== MANIFEST_DIGEST)
      flaws.push(archiveFlaw('FILE_ADDED', name, '清单中没有此文件'));
  }
  for (const [at, { path: name, sm3 }] of files.entries()) {
    progress(at, files.length);
    if (there.get(name) !== true) flaws.push(archiveFlaw('FILE_MISSING', name, '缺少此文件'));
    else if ((await sm3Of(path.join(folder, ...name.split('/')))) !== sm3)
      flaws.push(archiveFlaw('FILE_CHANGED', name, '内容与清单中的摘要不符'));
  }
  return flaws;
}

/** What is intact and yet cannot be read was made so. */
async function regraded(folder: string, manifest: Manifest): Promise<readonly ArchiveFlaw[]> {
  const listed = new Set(manifest.files.map((each) => each.path));
  let reading = MANIFEST;
  try {
    return await regradeArchive(manifest, async (name) => {
      reading = name;
      if (!listed.has(name)) throw new Error(`${name} is not in the manifest`);
      return readFile(path.join(folder, ...name.split('/')), 'utf8');
    });
  } catch {
    return [archiveFlaw('NOT_READABLE', reading, '内容不是归档所写的样子，无从重算')];
  }
}

/** What lies in a folder and the folders in it, with / between; whether it is a regular file. */
async function filesOf(folder: string): Promise<ReadonlyMap<string, boolean>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new NoArchive(`${folder} 读不出：${error.code}`, { cause: error });
  });
  const names = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const name = path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/');
      return [name, entry.isFile()] as const;
    });
  return new Map(names.sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function sm3Of(file: string): Promise<string> {
  const hash = createHash('sm3');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
