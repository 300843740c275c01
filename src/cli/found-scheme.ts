import { existsSync } from 'node:fs';
import type { FactDefinition } from '../grading/fact.js';
import { loadScheme, type LoadedScheme } from '../policy/registry.js';
import { asDeclaredFor, type Vocabulary } from '../policy/vocabulary.js';
import { openSchemes, vocabularyWith } from './declarations.js';
import { Refused } from './exit.js';

/** Where to look besides the schemes folder. */
export interface Finding {
  /** A `facts.yaml` of the caller's. */
  readonly facts?: string;
  /** The text that was kept of what was named, where that is to be taken instead of a file. */
  readonly kept?: (named: string, loaded: LoadedScheme | undefined) => Promise<LoadedScheme | undefined>;
}

/** A scheme, and the facts that the county declares for it. */
export interface FoundScheme {
  readonly scheme: LoadedScheme;
  readonly declared: readonly FactDefinition[];
  /** Everything that it may name. */
  readonly vocabulary: Vocabulary;
}

/**
 * A scheme by its id, or by its file, or as it was kept by the digest of its text.
 * @throws Refused, naming the schemes there are; PolicyRefused if the file is wrong; UnknownDigest
 */
export async function findScheme(schemesDir: string, named: string, { facts, kept }: Finding = {}): Promise<FoundScheme> {
  const registry = await openSchemes(schemesDir);
  const known = registry.schemes.get(named);
  const old = await kept?.(named, known);
  if (old) return { scheme: old, declared: old.declared.facts, vocabulary: asDeclaredFor(old, registry.vocabulary) };
  if (known) return { scheme: known, declared: registry.declared.facts, vocabulary: registry.vocabulary };
  if (!/\.ya?ml$/.test(named) && !existsSync(named)) {
    throw new Refused(`没有办法“${named}”；有：${[...registry.schemes.keys()].join('、')}；也可给出办法文件（.yaml）或文本的摘要（sm3:…）`);
  }
  const { all, declared } = await vocabularyWith(registry, facts, [named]);
  const scheme = await loadScheme(named, all, declared).catch((error: NodeJS.ErrnoException) => {
    if (error.code) throw new Refused(`无法读取 ${named}：${error.code}`, { cause: error });
    throw error;
  });
  return { scheme, declared: declared.facts, vocabulary: all };
}
