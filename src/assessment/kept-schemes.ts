import { eq } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { departmentVocabulary } from '../departments/vocabulary.js';
import { isPolicyDigest, policyDigest } from '../policy/digest.js';
import { parseScheme } from '../policy/parse-scheme.js';
import { describeProblem } from '../policy/problem.js';
import type { LoadedScheme } from '../policy/registry.js';
import { schemeText } from './table.js';

/** A digest that leads to no text to grade by; its message says why and what to do (中文). */
export class UnknownDigest extends Error {
  override readonly name = 'UnknownDigest';
}

/** Keeps the texts of schemes for good; of one that is kept already nothing changes. */
export async function keepSchemes(db: Db, schemes: readonly LoadedScheme[]): Promise<void> {
  if (schemes.length === 0) return;
  const rows = schemes.map(({ digest, scheme, text, declared }) => ({ digest, schemeId: scheme.id, text, declared }));
  await db.insert(schemeText).values(rows).onConflictDoNothing();
}

/**
 * The scheme of a digest as it was kept: the same text, and the county's own facts as they were declared then.
 *
 * @throws UnknownDigest where no such text was kept, or it is not what its digest says, or the language reads it no more.
 */
export async function keptScheme(db: Db, digest: string): Promise<LoadedScheme> {
  if (!isPolicyDigest(digest)) {
    throw new UnknownDigest(`“${digest}”不是办法文件的摘要：应当是 sm3: 加 64 位小写十六进制数`);
  }
  const [row] = await db.select().from(schemeText).where(eq(schemeText.digest, digest));
  if (!row) {
    throw new UnknownDigest(
      `没有存过摘要为 ${digest} 的办法：本数据库只存曾经载入或据以评价过的办法；请核对摘要，或找回原文件后按文件评价`,
    );
  }
  const { text, schemeId, declared } = row;
  if (policyDigest(text) !== digest) {
    throw new UnknownDigest(`数据库中 ${digest}（${schemeId}）的文本与摘要不符，已被改动：请从备份恢复，或找回原文件后按文件评价`);
  }
  const vocabulary = {
    facts: [...departmentVocabulary.facts, ...declared.facts],
    events: [...departmentVocabulary.events, ...declared.events],
  };
  const parsed = parseScheme(text, { file: digest, ...vocabulary });
  if ('problems' in parsed) {
    throw new UnknownDigest(`摘要为 ${digest} 的办法（${schemeId}）按现在的规则读不出：${parsed.problems.map(describeProblem).join('；')}`);
  }
  return { scheme: parsed.scheme, digest, text, file: digest, declared };
}
