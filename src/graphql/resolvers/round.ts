import { Refusal } from '../../access/refusal.js';
import type { GradeView } from '../../assessment/views.js';
import { rowsOf } from '../../grading/assessment.js';
import { eventWords } from '../../round/event-words.js';
import { LIST_COLUMNS } from '../../round/notice-list.js';
import { isParticipant, whyOut } from '../../round/participants.js';
import { RoundRefused } from '../../round/refused.js';
import type { Resolvers } from '../__generated__/resolvers.js';
import type { Context } from '../context.js';
import { actorOf, mustBe, numberOf, paged, roundFor } from '../in-round.js';
import { ofVisible } from '../of-visible.js';
import { refusedRound } from './refused-input.js';

const DEFAULTS = { silence: 'CONFIRMED', noticeWorkdays: 5, approvalFirst: false, trial: false } as const;

/** schema/round.graphql */
export const roundResolvers: Resolvers = {
  Query: {
    rounds: async (_, { year }, { hub }) => {
      const all = await hub.rounds.all(year ?? undefined);
      return Promise.all(all.map(({ id }) => hub.rounds.now(id)));
    },
    round: (_, { id }, context) => roundFor(context, numberOf('EvaluationRound', id)),
  },
  Mutation: {
    openRound: (_, { input }, context) =>
      roundOutcome(context, async () => {
        const scheme = await context.scheme(input.scheme, input.year);
        const plan = { ...input, ...given(input), scheme, groups: input.groups ?? [], deadlines: input.deadlines ?? [] };
        return context.hub.rounds.open(actorOf(context), context.now, plan);
      }),
    advanceRound: (_, { round, to, document, reason }, context) =>
      roundOutcome(context, () =>
        context.hub.rounds.advance(actorOf(context), context.now, mustBe('EvaluationRound', round), {
          to,
          document: document ?? undefined,
          reason: reason ?? undefined,
        }),
      ),
    changeDeadline: (_, { round, ...change }, context) =>
      roundOutcome(context, () =>
        context.hub.rounds.changeDeadline(actorOf(context), context.now, mustBe('EvaluationRound', round), {
          ...change,
          date: String(change.date),
        }),
      ),
    waiveDataset: (_, { round, dataset, reason }, context) =>
      roundOutcome(context, () =>
        context.hub.rounds.waive(actorOf(context), context.now, mustBe('EvaluationRound', round), dataset, reason),
      ),
  },
  EvaluationRound: {
    id: ({ round }, _, { nodeId }) => nodeId('EvaluationRound', String(round.id)),
    scheme: ({ round }, _, { hub }) => hub.rounds.scheme(round),
    year: ({ round }) => round.year,
    groups: ({ round }) => round.groups,
    phase: ({ round }) => round.phase,
    trial: ({ round }) => round.trial,
    silence: ({ round }) => round.silence,
    noticeWorkdays: ({ round }) => round.noticeWorkdays,
    approvalFirst: ({ round }) => round.approvalFirst,
    deadlines: ({ round }) =>
      (['CONFIRMING', 'REVIEWING', 'NOTICED', 'DECIDING'] as const).flatMap((phase) => {
        const date = round.deadlines[phase];
        return date === undefined ? [] : [{ phase, date }];
      }),
    documents: ({ events }) =>
      events.flatMap(({ act, phase, document, at }) =>
        document !== null && (act === 'OPENED' || act === 'ADVANCED' || act === 'WENT_BACK') ? [{ phase, number: document, at }] : [],
      ),
    participants: async (now, { evaluated, ...asked }, context) => {
      const of = await context.assessRound(now);
      if (!of) return null;
      const all: (GradeView & { readonly evaluated: boolean })[] = [];
      const rows = rowsOf(of.assessment);
      for (let row = 0; row < rows.size; row += 1) {
        const record = of.visible(row);
        const isIn = isParticipant(rows.result(row));
        if (record && (evaluated ?? isIn) === isIn) all.push({ of, result: rows.result(row), record, evaluated: isIn });
      }
      return paged('participants', now, { evaluated }, asked, all, ({ record }) => record.creditCode);
    },
    assessment: async (now, _, context) => (await context.assessRound(now)) ?? null,
    noticeList: async (now, _, { hub }) => (await hub.rounds.noticeList(now)) ?? null,
    diff: async (now, { from, ...asked }, context) => {
      const of = await context.assessRound(now);
      if (!of) return null;
      const changes = await orBadInput(() => context.hub.rounds.difference(now, from));
      const its = await ofVisible(context, of.version, changes, ({ creditCode }) => [creditCode]);
      return paged(
        'diff',
        now,
        { from },
        asked,
        its.map((each) => ({ ...each, version: of.version })),
        ({ creditCode }) => creditCode,
      );
    },
    publications: async ({ round }, _, { hub }) => (await hub.publications()).filter((each) => each.round === round.id),
    events: (now, asked) => paged('events', now, {}, asked, now.events, ({ id }) => String(id)),
  },
  RoundParticipant: {
    enterprise: ({ record, of }, _, context) => context.enterpriseOf(record, of.version),
    state: ({ result }) => result.state,
    reason: ({ result }) => whyOut(result),
  },
  NoticeList: {
    columns: () => [...LIST_COLUMNS],
    from: ({ days }) => days?.from ?? null,
    to: ({ days }) => days?.to ?? null,
  },
  RoundChange: {
    enterprise: (change, _, context) => context.enterpriseOf(change, change.version),
    before: ({ before }) => before ?? null,
    after: ({ after }) => after ?? null,
    document: ({ document }) => document ?? null,
  },
  RoundEvent: { what: (event) => eventWords(event) },
};

function given(input: { readonly [K in keyof typeof DEFAULTS]?: unknown }): typeof DEFAULTS {
  return Object.fromEntries(
    Object.entries(DEFAULTS).map(([name, usual]) => [name, input[name as keyof typeof DEFAULTS] ?? usual]),
  ) as never;
}

async function roundOutcome(context: Context, act: () => Promise<{ readonly id: number }>) {
  return refusedRound(async () => {
    const { id } = await act();
    return { __typename: 'EvaluationRound' as const, ...(await context.hub.rounds.now(id)) };
  });
}

async function orBadInput<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RoundRefused) throw new Refusal('BAD_USER_INPUT', error.message, { cause: error });
    throw error;
  }
}
