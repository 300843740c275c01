import { asc, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import { recordEvent } from '../audit/record-event.js';
import { baseOf } from '../db/branch.js';
import { dataVersion } from '../db/data-version-table.js';
import type { Db } from '../db/db.js';
import type { Assessment } from '../grading/assessment.js';
import { printAssessment } from '../grading/print.js';
import { policyDigest } from '../policy/digest.js';
import type { LoadedScheme } from '../policy/registry.js';
import type { Vocabulary } from '../policy/vocabulary.js';
import type { Assessed } from './assessor.js';
import { keepSchemes, keptScheme } from './kept-schemes.js';
import { keepTreatments, type LoadedTreatments } from './kept-treatments.js';
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
    .innerJoin(dataVersion, eq(dataVersion.version, baseOf(publication.dataVersion)))
    .where(year === undefined ? undefined : eq(publication.year, year))
    .orderBy(asc(publication.id));
}

/** Counts the publications: each that is added shows, and none is ever changed or taken away. */
export const PUBLISHED = sql<string>`(select count(*) from ${publication})`;

/** The notice that makes an evaluation public, and what it corrects. */
export interface Notice {
  readonly document: string;
  /** Who is on record for it. */
  readonly actor: string;
  /** YYYY-MM-DD: the day from which it holds; today in the county's time unless given. */
  readonly validFrom?: string | undefined;
  /** The number of the publication that it stands in for, and why. */
  readonly corrects?: number | undefined;
  readonly reason?: string | undefined;
  /** The treatments of its jurisdiction, and the county's own facts that they may name; none are kept unless given. */
  readonly treatments?: { readonly sets: readonly LoadedTreatments[]; readonly declared: Vocabulary } | undefined;
}

/** Two that publish at once: the second is told of the first. */
export const PUBLISHING = sql`lock table ${publication} in share row exclusive mode`;

/**
 * Makes an evaluation public. From then on the scheme's id stands, for that year, for the text it was published under.
 * A year may be published again after corrections of data, never under another text, and names what it corrects and why.
 *
 * @throws PublicationRefused where the year was published under another text of the scheme, or the same was published, or
 * it does not name the one that it corrects and why
 */
export async function publish(
  db: Db,
  { scheme, year, version, assessment }: Pick<Assessed, 'scheme' | 'year' | 'version' | 'assessment'>,
  { document, actor, validFrom, corrects, reason, treatments }: Notice,
): Promise<Publication> {
  await keepSchemes(db, [scheme]);
  return db.transaction(async (tx) => {
    await tx.execute(PUBLISHING);
    const { id: schemeId } = scheme.scheme;
    const { digest } = scheme;
    const next = { schemeId, digest, year, dataVersion: version, resultDigest: resultDigest(assessment) };
    const refusal = whyNot(next, (await publications(tx, year)).filter((each) => each.schemeId === schemeId && !each.trial).at(-1), {
      corrects,
      reason,
    });
    if (refusal) throw new PublicationRefused(refusal);
    const correction = corrects === undefined ? {} : { corrects, reason: reason!.trim() };
    const [row] = await tx
      .insert(publication)
      .values({
        ...next,
        treatments: treatments && [...(await keepTreatments(tx, treatments.sets, treatments.declared))],
        ...correction,
        document,
        publishedBy: actor,
        validFrom: validFrom ?? sql`(now() at time zone 'Asia/Shanghai')::date`,
      })
      .returning();
    const detail = { scheme: schemeId, digest, year, dataVersion: version, result: next.resultDigest, document, ...correction };
    await recordEvent(tx, { actor, action: 'EVALUATION_PUBLISHED', department: 'county', detail });
    const [known] = await tx.select({ at: dataVersion.at }).from(dataVersion).where(eq(dataVersion.version, version));
    return { ...row!, asOf: known!.at };
  });
}

/** Why an evaluation may not follow the last one of its scheme and year, in words (中文); undefined: it may. */
function whyNot(
  { schemeId, year, digest, ...next }: Pick<Publication, 'schemeId' | 'year' | 'digest' | 'dataVersion' | 'resultDigest'>,
  last: Publication | undefined,
  { corrects, reason }: Pick<Notice, 'corrects' | 'reason'>,
): string | undefined {
  const what = `${schemeId} 的 ${year} 年度评价`;
  if (!last) return corrects === undefined ? undefined : `${what}还没有公布过，没有第 ${corrects} 号可更正；首次公布不写更正哪一次`;
  const before = `第 ${last.id} 号（${last.document}）`;
  if (last.digest !== digest) {
    return `${what}已按 ${last.digest} 公布（${last.document}），不得再按另一文本 ${digest} 公布；更正数据的，请用原文本；办法确有改动的，请另立 id`;
  }
  if (last.dataVersion === next.dataVersion && last.resultDigest === next.resultDigest) {
    return `${what}与已公布的${before}相同（数据版本 ${last.dataVersion}，结果 ${last.resultDigest}），不再公布`;
  }
  if (corrects === undefined) {
    return `${what}已公布为${before}；再次公布须写明更正哪一次和理由：--corrects ${last.id} --reason 理由`;
  }
  if (corrects !== last.id) return `${what}现行的公布是${before}，不是第 ${corrects} 号；请更正第 ${last.id} 号`;
  return reason?.trim() ? undefined : `更正${before}须写明理由：--reason 理由`;
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
  const real = (await publications(db)).filter(({ trial }) => !trial);
  const last = new Map(real.map((each) => [`${each.schemeId} ${each.year}`, each]));
  const other = [...last.values()].filter(({ schemeId, digest }) => now.get(schemeId) !== digest);
  return Promise.all(
    other.map(async (each) => ({ publication: each, scheme: await keptScheme(db, each.digest), now: now.get(each.schemeId) })),
  );
}

/** The digest that a scheme's year was last published under; undefined: it was not. */
export async function publishedDigest(db: Db, schemeId: string, year: number): Promise<string | undefined> {
  const rows = await db.select().from(publication).where(eq(publication.schemeId, schemeId)).orderBy(desc(publication.id));
  return rows.find((row) => row.year === year && !row.trial)?.digest;
}
