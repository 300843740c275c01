import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SchemeRegistry } from '../policy/registry.js';
import { schemeSheet } from '../policy/scheme-sheet.js';

/** The page of every scheme: `<id>.md` and its text. */
export function schemePages(registry: SchemeRegistry): ReadonlyMap<string, string> {
  return new Map([...registry.schemes].map(([id, loaded]) => [`${id}.md`, schemeSheet(loaded, registry.vocabulary)]));
}

/** Writes the pages and takes away those of schemes that are gone. */
export async function writePages(folder: string, pages: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await pagesIn(folder)) if (!pages.has(name)) await rm(path.join(folder, name));
  for (const [name, text] of pages) await writeFile(path.join(folder, name), text);
}

/** The pages that are not what the schemes say: stale, lacking or of no scheme. */
export async function driftedPages(folder: string, pages: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const names = new Set([...(await pagesIn(folder)), ...pages.keys()]);
  const checked = await Promise.all(
    [...names].map(async (name) =>
      (await readFile(path.join(folder, name), 'utf8').catch(() => undefined)) === pages.get(name) ? [] : [name],
    ),
  );
  return checked.flat().sort();
}

async function pagesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.md'));
}
