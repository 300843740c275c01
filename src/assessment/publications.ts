import { asc, desc, eq, getTableColumns } from 'drizzle-orm';
import { recordEvent } from '../audit/record-event.js';
import { dataVersion } from '../db/data-version-table.js';
import type { Db } from '../db/db.js';
import type { Assessment } from '../grading/assessment.js';
import { printAssessment } from '../grading/print.js';
import { policyDigest } from '../policy/digest.js';
import type { LoadedScheme } from '../policy/registry.js';
import type { Assessed } from './assessor.js';
import { keepSchemes, keptScheme } from './kept-schemes.js';
import { publication } from './table.js';

/** An evaluation that was made public. It is not stored but promised: worked out again, it is the same to the digit. */
export type Publication = typeof publication.$inferSelect & {
  /** When its data version came to be: `asOf` this moment gives it again. */
  readonly asOf: Date;
};

/** An evaluation that cannot be made public; its message says why and what to do (中文). */
export class PublicationRefused extends Error {
  override readonly name = 'PublicationRefused';
}

/** `sm3:` and the hex SM3 of an assessment as it is printed (SCHEME.md, The result), without names. */
export function resultDigest(assessment: Assessment): string {
  return policyDigest(JSON.stringify(printAssessment(assessment)));
}

/** The publications, the earliest first. @param year of one evaluation year; all years if absent */
export async function publications(db: Db, year?: number): Promise<readonly Publication[]> {
  return db
    .select({ ...getTableColumns(publication), asOf: dataVersion.at })
    .from(publication)
    .innerJoin(dataVersion, eq(dataVersion.version, publication.dataVersion))
    .where(year === undefined ? undefined : eq(publication.year, year))
    .orderBy(asc(publication.id));
}

/**
 * Makes an evaluation public. From then on the scheme's id stands, for that year, for the text it was published under.
 * A year may be published again after corrections of data, never under another text.
 *
 * @param by the notice, and who is on record for it
 * @throws PublicationRefused where the year was published under another text of the scheme
 */
export async function publish(
  db: Db,
  { scheme, year, version, assessment }: Pick<Assessed, 'scheme' | 'year' | 'version' | 'assessment'>,
  by: { readonly document: string; readonly actor: string },
): Promise<Publication> {
  await keepSchemes(db, [scheme]);
  return db.transaction(async (tx) => {
    const { id: schemeId } = scheme.scheme;
    const earlier = (await publications(tx, year)).filter((each) => each.schemeId === schemeId).at(-1);
    if (earlier && earlier.digest !== scheme.digest) {
      throw new PublicationRefused(
        `${schemeId} 的 ${year} 年度评价已按 ${earlier.digest} 公布（${earlier.document}），不得再按另一文本 ${scheme.digest} 公布；更正数据的，请用原文本；办法确有改动的，请另立 id`,
      );
    }
    const result = resultDigest(assessment);
    const [row] = await tx
      .insert(publication)
      .values({
        schemeId,
        digest: scheme.digest,
        year,
        dataVersion: version,
        resultDigest: result,
        document: by.document,
        publishedBy: by.actor,
      })
      .returning();
    const detail = { scheme: schemeId, digest: scheme.digest, year, dataVersion: version, result, document: by.document };
    await recordEvent(tx, { actor: by.actor, action: 'EVALUATION_PUBLISHED', department: 'county', detail });
    const [known] = await tx.select({ at: dataVersion.at }).from(dataVersion).where(eq(dataVersion.version, version));
    return { ...row!, asOf: known!.at };
  });
}

/** A year that was published under another text than the one its scheme's id stands for now. */
export interface ClosedYear {
  readonly publication: Publication;
  readonly scheme: LoadedScheme;
  /** The digest of the file as it is; undefined: it is gone. */
  readonly now: string | undefined;
}

/**
 * The published years whose schemes were edited or taken away since: they are graded by the text they were published
 * under, whatever the files say now.
 */
export async function closedYears(db: Db, schemes: readonly LoadedScheme[]): Promise<readonly ClosedYear[]> {
  const now = new Map(schemes.map(({ scheme, digest }) => [scheme.id, digest]));
  const last = new Map((await publications(db)).map((each) => [`${each.schemeId} ${each.year}`, each]));
  const other = [...last.values()].filter(({ schemeId, digest }) => now.get(schemeId) !== digest);
  return Promise.all(
    other.map(async (each) => ({ publication: each, scheme: await keptScheme(db, each.digest), now: now.get(each.schemeId) })),
  );
}

/** The digest that a scheme's year was last published under; undefined: it was not. */
export async function publishedDigest(db: Db, schemeId: string, year: number): Promise<string | undefined> {
  const rows = await db.select().from(publication).where(eq(publication.schemeId, schemeId)).orderBy(desc(publication.id));
  return rows.find((row) => row.year === year)?.digest;
}
