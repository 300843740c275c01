import { and, desc, eq } from 'drizzle-orm';
import { recordEvents } from '../audit/record-event.js';
import { keepTreatments } from '../assessment/kept-treatments.js';
import { PUBLISHING, resultDigest, type Notice } from '../assessment/publications.js';
import { publication } from '../assessment/table.js';
import type { Db } from '../db/db.js';
import { countyDay } from '../policy/day.js';
import type { RoundGraded } from './graded.js';
import type { Round, RoundEvent } from './round.js';
import { round } from './table.js';

/**
 * Makes the result of a round public, in the transaction of the step that takes it to PUBLISHED: by text, data version and
 * everything that counted up to that step; worked out again from these it is the same to the digit.
 * @param its the round, of which the step is the last event
 */
export async function publishRound(
  tx: Db,
  its: Round,
  step: RoundEvent,
  { assessment, scheme, version }: RoundGraded,
  treatments: NonNullable<Notice['treatments']>,
): Promise<void> {
  await tx.execute(PUBLISHING);
  const corrects = await standsInFor(tx, its);
  const result = resultDigest(assessment);
  const correction = corrects === undefined ? {} : { corrects, reason: step.reason ?? `更正第 ${corrects} 号公布` };
  const [made] = await tx
    .insert(publication)
    .values({
      ...{ schemeId: scheme.scheme.id, digest: scheme.digest, year: its.year, dataVersion: version, resultDigest: result },
      ...{ document: step.document!, publishedBy: step.actor, publishedAt: step.at, validFrom: countyDay(step.at) },
      ...{ round: its.id, roundEvent: step.id, trial: its.trial, ...correction },
      treatments: [...(await keepTreatments(tx, treatments.sets, treatments.declared))],
    })
    .returning();
  const { actor, document } = step;
  const about = { round: its.id, event: step.id, document };
  await recordEvents(tx, [
    { actor, action: 'ROUND_STEP', department: 'county', detail: { ...about, step: step.act, phase: step.phase } },
    {
      ...{ actor, action: 'EVALUATION_PUBLISHED', department: 'county' },
      detail: { ...about, publication: made!.id, scheme: scheme.scheme.id, digest: scheme.digest, year: its.year, result, ...correction },
    },
  ]);
}

/** The publication that this one corrects: the round's last, else the last of the year for any of its groups. */
async function standsInFor(tx: Db, its: Round): Promise<number | undefined> {
  const [own] = await tx.select().from(publication).where(eq(publication.round, its.id)).orderBy(desc(publication.id)).limit(1);
  if (own || its.trial) return own?.id;
  const others = await tx
    .select({ id: publication.id, groups: round.groups })
    .from(publication)
    .leftJoin(round, eq(round.id, publication.round))
    .where(and(eq(publication.schemeId, its.schemeId), eq(publication.year, its.year), eq(publication.trial, false)))
    .orderBy(desc(publication.id));
  return others.find(({ groups }) => groups === null || groups.some((id) => its.groups.includes(id)))?.id;
}
