import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { link, open, readdir, rm, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { ownerOf, type Account } from './account.js';

/** What is given is what was opened: no link that somebody puts in its place meanwhile leads elsewhere. */
const AS_IT_IS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Leaves what root made in a folder of another account's to that account, which could not use it otherwise. Nothing is
 * done where whoever runs is not root, or the folder is root's too.
 * @param folder whose owner gets it; the one that it lies in unless given
 */
export async function leaveToOwner(made: string, folder = path.dirname(made)): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const owner = await ownerOf(folder);
  if (!owner) return;
  const handle = await open(made, AS_IT_IS);
  try {
    await give(handle, owner, (uid) => uid === 0);
  } finally {
    await handle.close();
  }
}

/**
 * Gives a folder and what is in it to an account, the folder itself last.
 * @param except a name in it that is left as it is
 */
export async function giveFolder(folder: string, account: Account, except?: string): Promise<void> {
  const handle = await open(folder, AS_IT_IS | constants.O_DIRECTORY);
  try {
    const names = (await readdir(through(handle, folder))).filter((name) => name !== except);
    for (const name of names) await giveFile(path.join(through(handle, folder), name), account);
    await give(handle, account, (uid) => uid !== account.uid);
  } finally {
    await handle.close();
  }
}

/**
 * Makes a file that only its owner may read, unless it is there: whole or not at all, and of processes that make it at
 * the same moment the first one's stays.
 */
export async function makeOnce(file: string, content: string | Uint8Array): Promise<void> {
  const draft = await draftOf(file, content);
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** A file beside the one meant, to be put in its place when whole. */
export async function draftOf(file: string, content: string | Uint8Array): Promise<string> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, content, { mode: 0o600, flag: 'wx' });
  await leaveToOwner(draft);
  return draft;
}

/** Gives a file, or a folder and what is in it, to an account. What is reached by a link only is left as it is. */
export async function giveFile(entry: string, account: Account): Promise<void> {
  const handle = await open(entry, AS_IT_IS).catch((error: NodeJS.ErrnoException) => {
    // A symbolic link or a socket is nobody's secret; and what was there a moment ago may be gone.
    if (['ELOOP', 'ENXIO', 'ENOENT'].includes(error.code ?? '')) return undefined;
    throw error;
  });
  if (!handle) return;
  try {
    if ((await handle.stat()).isDirectory()) await giveFolder(through(handle, entry), account);
    else await give(handle, account, (uid) => uid !== account.uid);
  } finally {
    await handle.close();
  }
}

/** A file that has a second name may be anybody's, put there to be given away. */
async function give(handle: FileHandle, { uid, gid }: Account, isToBe: (owner: number) => boolean): Promise<void> {
  const found = await handle.stat();
  if (isToBe(found.uid) && (found.isDirectory() || found.nlink === 1)) await handle.chown(uid, gid);
}

/** The folder that was opened, wherever its name leads by now. */
function through(handle: FileHandle, folder: string): string {
  return process.platform === 'linux' ? `/proc/self/fd/${handle.fd}/.` : folder;
}
