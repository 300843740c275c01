/** Prints the English words of the terms in docs/glossary.md, one a line, as the dictionary of the spelling check. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const glossary = readFileSync(fileURLToPath(new URL('../docs/glossary.md', import.meta.url)), 'utf8');
const terms = [...glossary.matchAll(/^\| ([^|]*) \|/gm)].map((row) => row[1]).filter((term) => term !== 'English');
const words = terms.flatMap((term) => term.replace(/([a-z])([A-Z])/g, '$1 $2').match(/[A-Za-z]{3,}/g) ?? []);

process.stdout.write('# Made of docs/glossary.md: node bin/glossary-words.js > docs/glossary-words.txt. Do not edit.\n');
process.stdout.write(`${[...new Set(words.map((word) => word.toLowerCase()))].sort().join('\n')}\n`);
