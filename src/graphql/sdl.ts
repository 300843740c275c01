import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const FOLDER = fileURLToPath(new URL('../../schema', import.meta.url));
/** The last published schema, against which breaking changes are measured; no module of its own. */
const PUBLISHED = 'published.graphql';

/** The SDL modules under schema/, by name of file. */
export function readSdl(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.graphql') && name !== PUBLISHED)
    .sort()
    .map((name) => readFileSync(path.join(FOLDER, name), 'utf8'));
}
