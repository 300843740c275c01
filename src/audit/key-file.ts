import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkSecret } from '../config/secret-file.js';

const KEY_BYTES = 32;

/**
 * The key in a file; undefined: there is no such file.
 * @param what the file is, for messages (中文)
 * @throws ConfigError if others may read it
 */
export async function readKey(what: string, file: string): Promise<Uint8Array | undefined> {
  checkSecret(what, file);
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/**
 * The key in a file, random and made on first use, readable by its owner alone.
 * @param what the file is, for messages (中文)
 * @throws ConfigError if others may read it
 */
export async function keyMadeOnce(what: string, file: string): Promise<Uint8Array> {
  const known = await readKey(what, file);
  if (known) return known;
  const draft = `${file}.${process.pid}`;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(draft, randomBytes(KEY_BYTES), { mode: 0o600 });
  // Linked into place: of two hubs that start together, both use the first one's.
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft, { force: true });
  return readFile(file);
}
