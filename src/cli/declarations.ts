import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { departmentVocabulary } from '../departments/vocabulary.js';
import type { Declarations } from '../intake/receive.js';
import { parseDeclarations } from '../policy/declarations.js';
import { readPolicyFile } from '../policy/policy-file.js';
import { PolicyRefused } from '../policy/problem.js';
import { loadDeclarations, loadSchemes, type DeclarationRegistry, type SchemeRegistry } from '../policy/registry.js';
import type { Vocabulary } from '../policy/vocabulary.js';
import { Refused } from './exit.js';

/** The schemes and declarations of the configured folder. @throws Refused if it cannot be read */
export async function openSchemes(schemesDir: string): Promise<SchemeRegistry> {
  return loadSchemes(schemesDir, departmentVocabulary).catch(unreadable(schemesDir));
}

/** The declarations of the configured folder, for what needs no scheme. @throws Refused if it cannot be read */
export async function openDeclarations(schemesDir: string): Promise<DeclarationRegistry> {
  return loadDeclarations(schemesDir, departmentVocabulary).catch(unreadable(schemesDir));
}

function unreadable(schemesDir: string) {
  return (error: NodeJS.ErrnoException): never => {
    throw new Refused(`无法读取办法目录 ${schemesDir}（MUHUB_SCHEMES_DIR）：${error.code ?? error.name}`, { cause: error });
  };
}

/**
 * What schemes may name and intake may meet: the departments' facts and events, the county's of the schemes folder,
 * and those of a `facts.yaml` named by the caller or lying beside the given files; the nearer one counts.
 */
export async function vocabularyWith(
  registry: DeclarationRegistry,
  factsFile: string | undefined,
  paths: readonly string[],
): Promise<{ readonly all: Vocabulary; readonly declared: Vocabulary }> {
  const nearby = paths.map((each) => path.join(isFolder(each) ? each : path.dirname(each), 'facts.yaml')).filter(existsSync);
  const facts = new Map(registry.declared.facts.map((fact) => [fact.id, fact]));
  const events = new Map(registry.declared.events.map((event) => [event.code, event]));
  for (const file of new Set(factsFile ? [...nearby, factsFile] : nearby)) {
    const found = parseDeclarations(await textOf(file), file);
    if ('problems' in found) throw new PolicyRefused(found.problems);
    for (const fact of found.facts) facts.set(fact.id, fact);
    for (const event of found.events) events.set(event.code, event);
  }
  const declared = { facts: [...facts.values()], events: [...events.values()] };
  const all = {
    facts: [...departmentVocabulary.facts, ...declared.facts],
    events: [...departmentVocabulary.events, ...declared.events],
  };
  return { all, declared };
}

/** What reading handover files needs of the declarations. */
export function declarationsOf({ all, declared }: { readonly all: Vocabulary; readonly declared: Vocabulary }): Declarations {
  return {
    eventCodes: new Set(all.events.map(({ code }) => code)),
    facts: new Map(declared.facts.map((fact) => [fact.id, fact])),
  };
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

async function textOf(file: string): Promise<string> {
  const { text, unreadable } = await readPolicyFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Refused(`无法读取 ${file}：${error.code}`, { cause: error });
  });
  if (unreadable !== undefined) throw new PolicyRefused([{ file, line: 1, column: 1, path: '', message: unreadable }]);
  return text;
}
