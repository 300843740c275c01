import { isOpen, type Objection } from '../../round/objections/objection.js';
import { RoundUnknown } from '../../round/refused.js';
import type { Contest } from '../../round/objections/contest.js';
import type { MutationContestItemArgs, Resolvers } from '../__generated__/resolvers.js';
import type { Context } from '../context.js';
import { meant, mustBe, orNull, paged } from '../in-round.js';
import { departmentOf } from './department-names.js';
import { refusedRound } from './refused-input.js';

/** schema/objection.graphql */
export const objectionResolvers: Resolvers = {
  Mutation: {
    contestItem: (_, asked, context) =>
      objectionOutcome(context, async () => context.hub.objections.contest(context.viewer, context.now, await contestOf(context, asked))),
    requestCorrection: (_, asked, context) =>
      objectionOutcome(context, async () =>
        context.hub.objections.requestCorrection(context.viewer, context.now, await contestOf(context, asked)),
      ),
    withdrawObjection: (_, { id, reason }, context) =>
      objectionOutcome(context, () => context.hub.objections.withdraw(context.viewer, context.now, mustBe('Objection', id), reason)),
    forwardObjection: (_, { id, to, reason }, context) =>
      objectionOutcome(context, () =>
        context.hub.objections.forward(context.viewer, context.now, mustBe('Objection', id), departmentOf(to), reason ?? undefined),
      ),
    decideObjection: (_, { id, verdict, reason, document, corrections, release, adjustment }, context) =>
      objectionOutcome(context, () =>
        context.hub.objections.decide(context.viewer, context.now, mustBe('Objection', id), {
          ...{ verdict, reason, document: document ?? undefined, adjustment: adjustment ?? undefined },
          ...{ corrections: corrections ?? [], release: (release ?? []).map(String) },
        }),
      ),
  },
  EvaluationRound: {
    objections: async (now, { open, ...asked }, { hub, viewer }) => {
      const all = await hub.objections.of(viewer, now.round);
      const chosen = all.filter((each) => (open ?? isOpen(each)) === isOpen(each));
      return paged('objections', now, { open }, asked, chosen, ({ id }) => String(id).padStart(15, '0'));
    },
  },
  Objection: {
    id: ({ id }, _, { nodeId }) => nodeId('Objection', String(id)),
    round: ({ roundId }, _, { hub }) => hub.rounds.now(roundId),
    enterprise: async ({ roundId, creditCode }, _, context) => {
      const { round } = await context.hub.rounds.now(roundId);
      return context.enterpriseOf({ creditCode }, round.dataVersion ?? context.currentVersion);
    },
    item: async ({ roundId, creditCode, item }, _, { hub }) => {
      if (item === null) return null;
      const sheet = await hub.sheets.outline(await hub.rounds.now(roundId), creditCode);
      const found = sheet && (await hub.sheets.items(sheet)).find(({ id }) => id === item);
      return found ? { ...found, creditCode } : null;
    },
    evidence: async ({ id }, _, { hub }) => [...(await hub.objections.evidence(id))],
    steps: async ({ id }, _, { hub }) => [...(await hub.objections.steps(id))],
  },
};

/** An objection that the viewer is a party of; null: there is none, or it is not. */
export async function partyOf({ hub, viewer }: Context, id: number | undefined): Promise<Objection | null> {
  return id === undefined ? null : orNull(() => hub.objections.one(viewer, id));
}

async function contestOf(context: Context, asked: Omit<MutationContestItemArgs, 'item'> & { item?: unknown }): Promise<Contest> {
  const { kind, claimed, reason, creditCode, evidence, item } = asked;
  return {
    round: await meant(context, asked.round, creditCode),
    item: typeof item === 'string' ? item : undefined,
    ...{ creditCode, kind, claimed, reason, evidence: evidence ?? [], onPaper: isOffice(context) },
  };
}

/** Whether an office speaks for an enterprise that answered on paper. */
function isOffice({ viewer: { role } }: Context): boolean {
  return role !== 'enterprise' && role !== 'department';
}

function objectionOutcome(context: Context, act: () => Promise<number>) {
  return refusedRound(async () => {
    const found = await partyOf(context, await act());
    if (!found) throw new RoundUnknown('没有这件异议');
    return { __typename: 'Objection' as const, ...found };
  });
}
