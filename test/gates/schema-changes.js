/** Fails where the schema takes away or narrows something that consumers of schema/published.graphql rely on. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, findBreakingChanges } from 'graphql';

/**
 * What breaks, in words.
 * @param {string} published SDL as published
 * @param {string} current SDL as it is now
 */
export function breakingChanges(published, current) {
  return findBreakingChanges(buildSchema(published), buildSchema(current)).map(({ description }) => description);
}

/** The SDL of schema/*.graphql as one text. */
export function currentSdl(folder = 'schema') {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql') && file !== 'published.graphql')
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const changes = breakingChanges(readFileSync('schema/published.graphql', 'utf8'), currentSdl());
  for (const change of changes) process.stderr.write(`breaking: ${change}\n`);
  if (changes.length > 0) process.exitCode = 1;
  else process.stdout.write('schema: no breaking changes\n');
}
