import { inArray } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { departmentVocabulary } from '../departments/vocabulary.js';
import { policyDigest } from '../policy/digest.js';
import { describeProblem } from '../policy/problem.js';
import type { TreatmentSet } from '../policy/treatment.js';
import { parseTreatments } from '../policy/treatment-parse.js';
import type { PolicyOrigin } from '../policy/treatment-registry.js';
import { namedIn, type Vocabulary } from '../policy/vocabulary.js';
import { UnknownDigest } from './kept-schemes.js';
import { treatmentText, type publication as publicationTable } from './table.js';

/** A set of treatments as its file has it. */
export type LoadedTreatments = TreatmentSet & PolicyOrigin;

/**
 * Keeps the texts of treatments for good; of one that is kept already nothing changes.
 * @param declared the county's own facts and events, for those that a text names
 * @returns their digests
 */
export async function keepTreatments(db: Db, sets: readonly LoadedTreatments[], declared: Vocabulary): Promise<readonly string[]> {
  const rows = sets.map(({ id, text }) => ({ digest: policyDigest(text), setId: id, text, declared: namedIn(text, declared) }));
  if (rows.length > 0) await db.insert(treatmentText).values(rows).onConflictDoNothing();
  return rows.map(({ digest }) => digest);
}

/**
 * The treatments that follow an evaluation: of one that was made public, as their files were then, and those that were
 * added since, known by their ids; of any other, and of one made public before they were kept, as the files are.
 * @throws UnknownDigest where a text that was kept is not there, not what its digest says, or not read any more
 */
export async function treatmentsOf(
  db: Db,
  publication: Pick<typeof publicationTable.$inferSelect, 'id' | 'treatments'> | undefined,
  now: readonly TreatmentSet[],
): Promise<readonly TreatmentSet[]> {
  if (!publication?.treatments) return now;
  const kept = await keptTreatments(db, publication.id, publication.treatments);
  const ids = new Set(kept.map(({ id }) => id));
  return [...kept, ...now.filter(({ id }) => !ids.has(id))];
}

async function keptTreatments(db: Db, publication: number, digests: readonly string[]): Promise<readonly TreatmentSet[]> {
  if (digests.length === 0) return [];
  const rows = new Map(
    (
      await db
        .select()
        .from(treatmentText)
        .where(inArray(treatmentText.digest, [...digests]))
    ).map((row) => [row.digest, row]),
  );
  return digests.map((digest) => {
    const row = rows.get(digest);
    const where = `第 ${publication} 号公布的差别化政策 ${digest}`;
    if (!row || policyDigest(row.text) !== digest) throw new UnknownDigest(`${where} 在数据库中没有原文或已被改动：请从备份恢复`);
    const parsed = parseTreatments(row.text, {
      file: digest,
      facts: [...departmentVocabulary.facts, ...row.declared.facts],
      events: [...departmentVocabulary.events, ...row.declared.events],
    });
    if ('set' in parsed) return parsed.set;
    throw new UnknownDigest(`${where}（${row.setId}）按现在的规则读不出：${parsed.problems.map(describeProblem).join('；')}`);
  });
}
