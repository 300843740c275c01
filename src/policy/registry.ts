import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { EventDefinition, FactDefinition } from '../grading/fact.js';
import type { Scheme } from '../grading/scheme.js';
import { parseDeclarations } from './declarations.js';
import { policyDigest } from './digest.js';
import { parseScheme } from './parse-scheme.js';
import { readPolicyFile } from './policy-file.js';
import { PolicyRefused, type SchemeProblem } from './problem.js';
import { namedIn, type Vocabulary } from './vocabulary.js';

/** A scheme with the file it was read from. */
export interface LoadedScheme {
  readonly scheme: Scheme;
  /** `sm3:…` of the file's bytes. */
  readonly digest: string;
  readonly text: string;
  readonly file: string;
  /** Those of the county's own facts and events that its text names, as they were declared when it was read. */
  readonly declared: Vocabulary;
}

/** What a folder's `facts.yaml` files declare. */
export interface DeclarationRegistry {
  /** The departments' facts and events together with those the county declares. */
  readonly vocabulary: Vocabulary;
  /** What `facts.yaml` files declare alone. */
  readonly declared: Vocabulary;
  /** What is wrong with the files that were left out. */
  readonly problems: readonly SchemeProblem[];
}

export interface SchemeRegistry extends DeclarationRegistry {
  readonly schemes: ReadonlyMap<string, LoadedScheme>;
}

const DECLARATIONS = 'facts.yaml';

/**
 * Loads every YAML file of a folder and the folders in it. Files with problems are left out and told in `problems`, so that one wrong file does
 * not take the others down; of schemes with the same id none is loaded.
 *
 * @param departments the facts and events that departments hand over.
 * @throws the error of the file system where the folder cannot be read.
 */
export async function loadSchemes(folder: string, departments: Vocabulary): Promise<SchemeRegistry> {
  const { vocabulary, declared, problems: undeclared } = await loadDeclarations(folder, departments);
  const problems = [...undeclared];
  const files = await yamlFiles(folder, (name) => name !== DECLARATIONS);
  const loaded = files.flatMap((file): readonly LoadedScheme[] => {
    const parsed = readScheme(file, vocabulary, declared);
    if (!('problems' in parsed)) return [parsed];
    problems.push(...parsed.problems);
    return [];
  });
  return { schemes: byId(loaded, problems), vocabulary, declared, problems };
}

/**
 * Loads the `facts.yaml` files of a folder and the folders in it, and no scheme: reading the schemes takes most of a short command's time.
 *
 * @param departments the facts and events that departments hand over.
 * @throws the error of the file system where the folder cannot be read.
 */
export async function loadDeclarations(folder: string, departments: Vocabulary): Promise<DeclarationRegistry> {
  const problems: SchemeProblem[] = [];
  const declared = declaredIn(await yamlFiles(folder, (name) => name === DECLARATIONS), departments, problems);
  const vocabulary = { facts: [...departments.facts, ...declared.facts], events: [...departments.events, ...declared.events] };
  return { vocabulary, declared, problems };
}

/**
 * Reads one scheme file outside the registry.
 *
 * @param vocabulary everything that it may name.
 * @param declared what of it the county declares itself.
 * @throws PolicyRefused with every problem of the file; the error of the file system where it cannot be read.
 */
export async function loadScheme(path: string, vocabulary: Vocabulary, declared: Vocabulary = NOTHING): Promise<LoadedScheme> {
  const loaded = readScheme(await readPolicy(path, path), vocabulary, declared);
  if ('problems' in loaded) throw new PolicyRefused(loaded.problems);
  return loaded;
}

const NOTHING: Vocabulary = { facts: [], events: [] };

interface PolicyFile {
  readonly name: string;
  readonly text: string;
  readonly digest: string;
  /** Why its bytes are no text; undefined: they are. */
  readonly unreadable: string | undefined;
}

function readScheme(
  file: PolicyFile,
  vocabulary: Vocabulary,
  declared: Vocabulary,
): LoadedScheme | { readonly problems: readonly SchemeProblem[] } {
  const { name, text, digest, unreadable } = file;
  if (unreadable !== undefined) return { problems: [{ file: name, line: 1, column: 1, path: '', message: unreadable }] };
  const parsed = parseScheme(text, { file: name, ...vocabulary });
  return 'problems' in parsed ? parsed : { scheme: parsed.scheme, digest, text, file: name, declared: namedIn(text, declared) };
}

async function yamlFiles(folder: string, wanted: (name: string) => boolean): Promise<readonly PolicyFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name) && wanted(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(paths.map((path) => readPolicy(path, relative(folder, path).split(sep).join('/'))));
}

async function readPolicy(path: string, name: string): Promise<PolicyFile> {
  const { bytes, text, unreadable } = await readPolicyFile(path);
  return { name, digest: policyDigest(bytes), text, unreadable };
}

function declaredIn(files: readonly PolicyFile[], departments: Vocabulary, problems: SchemeProblem[]): Vocabulary {
  const facts = new Map<string, FactDefinition>();
  const events = new Map<string, EventDefinition>();
  const taken = new Set([...departments.facts.map((fact) => fact.id), ...departments.events.map((event) => event.code)]);
  const clash = (file: string, id: string): void => {
    problems.push({ file, line: 1, column: 1, path: '', message: `“${id}”已由部门或另一份 facts.yaml 定义；请另取 id` });
  };
  for (const { name, text, unreadable } of files) {
    const found =
      unreadable === undefined
        ? parseDeclarations(text, name)
        : { problems: [{ file: name, line: 1, column: 1, path: '', message: unreadable }] };
    if ('problems' in found) {
      problems.push(...found.problems);
      continue;
    }
    for (const fact of found.facts) {
      if (taken.has(fact.id)) clash(name, fact.id);
      else facts.set(fact.id, fact);
      taken.add(fact.id);
    }
    for (const event of found.events) {
      if (taken.has(event.code)) clash(name, event.code);
      else events.set(event.code, event);
      taken.add(event.code);
    }
  }
  return { facts: [...facts.values()], events: [...events.values()] };
}

function byId(loaded: readonly LoadedScheme[], problems: SchemeProblem[]): ReadonlyMap<string, LoadedScheme> {
  const schemes = new Map<string, LoadedScheme>();
  const doubled = new Set<string>();
  for (const found of loaded) {
    const { id } = found.scheme;
    const other = schemes.get(id);
    if (!other) schemes.set(id, found);
    else {
      doubled.add(id);
      problems.push({
        file: found.file,
        line: 1,
        column: 1,
        path: 'scheme',
        message: `办法 id“${id}”与 ${other.file} 重复；两份都不载入，请改其中一份的 id`,
      });
    }
  }
  for (const id of doubled) schemes.delete(id);
  return schemes;
}
