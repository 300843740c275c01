import { existsSync } from 'node:fs';

const TOP = ['schema', 'schemes', 'treatments', 'sample', 'src', 'web', 'test', 'drizzle', 'bin', 'documents', 'docs', 'bench', '.ci'];

/** Paths of the project that a document names, in links, code spans and code blocks, and that do not exist. */
export function brokenPaths(text: string, exists: (path: string) => boolean = existsSync): string[] {
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1]!);
  const named = [
    ...text.matchAll(new RegExp(`(?<![\\w/.-])((?:${TOP.map((top) => top.replace('.', '\\.')).join('|')})/[\\w./*-]*)`, 'g')),
  ].map((match) => match[1]!);
  return [...new Set([...links, ...named.map((path) => path.replace(/[.,]$/, ''))])]
    .filter((path) => !path.includes('*'))
    .filter((path) => !exists(path));
}

/** The rule documents that a text cites by their names. */
export function citedRules(text: string): string[] {
  return [...text.matchAll(/(?<![\w/.-])[A-Z][A-Z-]+\.md\b/g)].map(([name]) => name);
}

const VAGUE = /(^|[/-])(utils?|helpers?|common|manager|misc|shared)(\.|-|$)/;

/** What is wrong with the name of a source file, in words; undefined if nothing. */
export function badName(file: string): string | undefined {
  const name = file.split('/').at(-1)!;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(name)) return `${file}: names are lower case, words joined by hyphens`;
  if (VAGUE.test(name)) return `${file}: say what it is about`;
  return undefined;
}
