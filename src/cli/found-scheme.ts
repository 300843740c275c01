import { existsSync } from 'node:fs';
import type { FactDefinition } from '../grading/fact.js';
import { loadScheme, type LoadedScheme } from '../policy/registry.js';
import type { Vocabulary } from '../policy/vocabulary.js';
import { openSchemes, vocabularyBeside } from './declarations.js';
import { Refused } from './exit.js';

/** A scheme, and the facts that the county declares for it. */
export interface FoundScheme {
  readonly scheme: LoadedScheme;
  readonly declared: readonly FactDefinition[];
  /** Everything that it may name. */
  readonly vocabulary: Vocabulary;
}

/** A scheme by its id, or by its file. @throws Refused, naming the schemes there are; PolicyRefused if the file is wrong */
export async function findScheme(schemesDir: string, named: string, facts?: string): Promise<FoundScheme> {
  const registry = await openSchemes(schemesDir);
  const known = registry.schemes.get(named);
  if (known) return { scheme: known, declared: registry.declared.facts, vocabulary: registry.vocabulary };
  if (!/\.ya?ml$/.test(named) && !existsSync(named)) {
    throw new Refused(`没有办法“${named}”；有：${[...registry.schemes.keys()].join('、')}；也可给出办法文件（.yaml）`);
  }
  const { all, declared } = await vocabularyBeside(registry, facts, [named]);
  const scheme = await loadScheme(named, all).catch((error: NodeJS.ErrnoException) => {
    if (error.code) throw new Refused(`无法读取 ${named}：${error.code}`, { cause: error });
    throw error;
  });
  return { scheme, declared: declared.facts, vocabulary: all };
}
