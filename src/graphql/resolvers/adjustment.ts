import { rowsOf } from '../../grading/assessment.js';
import type { RoundNow } from '../../round/on-round.js';
import { isParticipant } from '../../round/participants.js';
import { RoundUnknown } from '../../round/refused.js';
import type { Resolvers } from '../__generated__/resolvers.js';
import type { Context } from '../context.js';
import { ofVisible } from '../of-visible.js';
import { actorOf, mustBe, orNull } from '../in-round.js';
import type { AdjustmentMapper } from './adjustment.mappers.js';
import { refusedRound } from './refused-input.js';

/** schema/adjustment.graphql */
export const adjustmentResolvers: Resolvers = {
  EvaluationRound: { adjustments: async (now, _, context) => adjustmentsFor(context, now) },
  Mutation: {
    proposeAdjustment: async (_, { round, creditCode, ...terms }, context) =>
      adjustmentOutcome(context, async () => {
        const id = mustBe('EvaluationRound', round);
        await participant(context, id, creditCode);
        return context.hub.rounds.propose(actorOf(context), context.now, id, creditCode, terms);
      }),
    withdrawAdjustment: (_, { id, reason }, context) =>
      adjustmentOutcome(context, () =>
        context.hub.rounds.withdrawAdjustment(actorOf(context), context.now, mustBe('Adjustment', id), reason),
      ),
  },
  Adjustment: {
    id: ({ id }, _, { nodeId }) => nodeId('Adjustment', String(id)),
    enterprise: (adjustment, _, context) => context.enterpriseOf(adjustment, adjustment.of.version),
    before: (adjustment) => firedOf(adjustment)?.before || null,
    after: (adjustment) => firedOf(adjustment)?.after ?? null,
    state: ({ until, approved }) => (until !== null ? 'WITHDRAWN' : approved !== null ? 'APPROVED' : 'PROPOSED'),
  },
};

/** The adjustment of a number; null: there is none, or its enterprise is not there for the viewer. */
export async function adjustmentFor(context: Context, id: number | undefined): Promise<AdjustmentMapper | null> {
  const found = id === undefined ? null : await orNull(() => context.hub.rounds.adjustment(id));
  if (!found) return null;
  const all = await adjustmentsFor(context, await context.hub.rounds.now(found.round));
  return all?.find((each) => each.id === found.id) ?? null;
}

async function adjustmentsFor(context: Context, now: RoundNow): Promise<AdjustmentMapper[] | null> {
  const of = await context.assessRound(now);
  if (!of) return null;
  const all = await context.hub.rounds.adjustments(now.round.id);
  const its = await ofVisible(context, of.version, all, ({ creditCode }) => [creditCode]);
  return its.map((each) => ({ ...each, of }));
}

function firedOf({ of, creditCode, id }: AdjustmentMapper) {
  const row = of.directory.row(creditCode);
  return row === undefined
    ? undefined
    : rowsOf(of.assessment)
        .result(row)
        .overrides.find((fired) => fired.id === String(id) && 'document' in fired);
}

/** @throws Refusal NOT_FOUND where the enterprise is not there for the viewer, or takes no part */
async function participant(context: Context, id: number, creditCode: string): Promise<void> {
  const of = await context.assessRound(await context.hub.rounds.now(id));
  const row = of?.directory.row(creditCode);
  if (of && row !== undefined && of.isVisible(row) && isParticipant(rowsOf(of.assessment).result(row))) return;
  throw new RoundUnknown(`本轮没有参评企业 ${creditCode}`);
}

async function adjustmentOutcome(context: Context, act: () => Promise<{ readonly id: number }>) {
  return refusedRound(async () => {
    const { id } = await act();
    const found = await adjustmentFor(context, id);
    if (!found) throw new RoundUnknown('没有这项调档');
    return { __typename: 'Adjustment' as const, ...found };
  });
}
