/** Fails where a document under documents/, or of the folder named, cannot be run on the schema or made its table. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.js';

const { openDocuments } = await import(pathToFileURL(path.join(await build(), 'docs.js')).href);

const folder = process.argv[2] ?? fileURLToPath(new URL('../documents', import.meta.url));
const problems = [];
const documents = await openDocuments(path.resolve(folder), (line) => problems.push(line));

if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(`documents: ${documents.all.length}, each a query of this schema\n`);
}
