/** Fails where a document under documents/, or of the folder named, cannot be run on the schema or made its table. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.js';

await build();
const { openDocuments } = await import('../dist/cli/open-documents.js');

const folder = process.argv[2] ?? fileURLToPath(new URL('../documents', import.meta.url));
const problems = [];
const documents = await openDocuments(path.resolve(folder), (line) => problems.push(line));

if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(`documents: ${documents.all.length}, each a query of this schema\n`);
}
