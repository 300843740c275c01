import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseGrantFile, type GrantFile } from '../access/grant-file.js';
import type { SharingRegister } from '../access/sharing.js';
import { readPolicyFileNow } from '../policy/policy-file.js';
import type { SchemeProblem } from '../policy/problem.js';

/** The grants that ship: grants/default/ holds the roles' floors, other folders those of a county. */
export const SHIPPED_GRANTS = fileURLToPath(new URL('../../grants', import.meta.url));

const FLOORS = 'default';

/** What the files of a folder of grants hold. */
export interface GrantFiles {
  readonly files: readonly GrantFile[];
  /** What is wrong with the files that were left out. */
  readonly problems: readonly SchemeProblem[];
}

/**
 * Reads every grant file of a folder and the folders in it; one with problems, or whose id another has, is left out and
 * told in `problems`.
 * @throws the error of the file system where the folder cannot be read
 */
export function readGrantFiles(folder: string, register: SharingRegister): GrantFiles {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name));
  const files: GrantFile[] = [];
  const problems: SchemeProblem[] = [];
  for (const path of paths.sort()) {
    const name = relative(folder, path).split(sep).join('/');
    const { text, unreadable } = readPolicyFileNow(path);
    const at = (message: string): SchemeProblem => ({ file: name, line: 1, column: 1, path: '', message });
    if (unreadable !== undefined) problems.push(at(unreadable));
    const parsed = unreadable === undefined ? parseGrantFile(text, name, register, isFloor(name)) : { problems: [] };
    if ('problems' in parsed) problems.push(...parsed.problems);
    else if (files.some(({ grant }) => grant.id === parsed.file.grant.id))
      problems.push(at(`id“${parsed.file.grant.id}”与另一个文件重复；请另取 id`));
    else files.push(parsed.file);
  }
  return { files, problems };
}

/** Whether a file holds the floor of a role, which counts in every county and needs no approval. */
export function isFloor(name: string): boolean {
  return name.startsWith(`${FLOORS}/`);
}

/**
 * The grants of files that hold in a county: the floors, and those of its jurisdiction; examples in the sample mode alone.
 * @param county the jurisdiction that the hub serves; undefined: not set, so the floors alone
 */
export function grantsInForce({ files }: GrantFiles, county: string | undefined, isSample: boolean): readonly GrantFile[] {
  return files.filter(
    ({ grant, jurisdiction, status }) => grant.givenBy === undefined || (jurisdiction === county && (isSample || status !== 'example')),
  );
}
