import { asc, eq, inArray } from 'drizzle-orm';
import { publication } from '../../assessment/table.js';
import type { Db } from '../../db/db.js';
import { adjustmentsOf, type Adjustment } from '../adjustments.js';
import { roundCorrection } from '../corrections/table.js';
import { objectionEvidence } from '../evidence/table.js';
import { objection, objectionStep } from '../objections/table.js';
import { confirmation, paperSheet } from '../sheets/table.js';

/** An objection with what was done with it and what it is grounded with. */
export type ArchivedObjection = typeof objection.$inferSelect & {
  readonly steps: readonly (typeof objectionStep.$inferSelect)[];
  readonly evidence: readonly (typeof objectionEvidence.$inferSelect)[];
};

/** What is on record of a round besides its plan and its events. */
export interface RoundRows {
  readonly adjustments: readonly Adjustment[];
  readonly corrections: readonly (typeof roundCorrection.$inferSelect)[];
  readonly confirmations: readonly (typeof confirmation.$inferSelect)[];
  readonly objections: readonly ArchivedObjection[];
  /** Without their codes, which stand on paper alone. */
  readonly sheets: readonly Omit<typeof paperSheet.$inferSelect, 'code'>[];
  readonly publications: readonly (typeof publication.$inferSelect)[];
}

/** Everything that is on record of a round, the earliest first. */
export async function roundRows(db: Db, round: number): Promise<RoundRows> {
  const objections = await db.select().from(objection).where(eq(objection.roundId, round)).orderBy(asc(objection.id));
  const ids = objections.map(({ id }) => id);
  const steps = await db.select().from(objectionStep).where(inArray(objectionStep.objectionId, ids)).orderBy(asc(objectionStep.id));
  const evidence = await db
    .select()
    .from(objectionEvidence)
    .where(inArray(objectionEvidence.objectionId, ids))
    .orderBy(asc(objectionEvidence.objectionId), asc(objectionEvidence.digest));
  const sheets = await db.select().from(paperSheet).where(eq(paperSheet.roundId, round)).orderBy(asc(paperSheet.id));
  return {
    adjustments: await adjustmentsOf(db, round),
    corrections: await db.select().from(roundCorrection).where(eq(roundCorrection.roundId, round)).orderBy(asc(roundCorrection.id)),
    confirmations: await db.select().from(confirmation).where(eq(confirmation.roundId, round)).orderBy(asc(confirmation.id)),
    objections: objections.map((each) => ({
      ...each,
      steps: steps.filter(({ objectionId }) => objectionId === each.id),
      evidence: evidence.filter(({ objectionId }) => objectionId === each.id),
    })),
    sheets: sheets.map(({ code: _, ...each }) => each),
    publications: await db.select().from(publication).where(eq(publication.round, round)).orderBy(asc(publication.id)),
  };
}
