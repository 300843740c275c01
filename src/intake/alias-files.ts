import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseAliases, type HeaderAlias } from '../handover/county-aliases.js';
import { readPolicyFileNow } from '../policy/policy-file.js';
import type { SchemeProblem } from '../policy/problem.js';
import { recordSets } from './record-sets.js';

/** What a county calls columns, of the files of a folder. */
export interface AliasFiles {
  readonly aliases: readonly HeaderAlias[];
  /** What is wrong with its files: nothing of such a file counts. */
  readonly problems: readonly SchemeProblem[];
}

/**
 * The aliases of the county that the hub serves; a file of another county holds nothing for it.
 * @param county undefined: not set, so there are none
 * @throws the error of the file system where the folder cannot be read; one that is not there holds none
 */
export function readAliasFiles(folder: string, county: string | undefined): AliasFiles {
  if (county === undefined || !existsSync(folder)) return { aliases: [], problems: [] };
  const datasets = [...recordSets.values()].map(({ dataset }) => dataset);
  const aliases: HeaderAlias[] = [];
  const problems: SchemeProblem[] = [];
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  for (const name of names.sort()) {
    const { text, unreadable } = readPolicyFileNow(path.join(folder, name));
    const parsed =
      unreadable === undefined
        ? parseAliases(text, name, datasets)
        : { problems: [{ file: name, line: 1, column: 1, path: '', message: unreadable }] };
    if ('problems' in parsed) problems.push(...parsed.problems);
    else if (parsed.jurisdiction === county) aliases.push(...parsed.aliases);
  }
  return { aliases, problems };
}
