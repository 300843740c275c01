import { pageOf, pageRequest, type PageArguments } from '../../db/page.js';
import { Refusal } from '../../access/refusal.js';
import type { GradeView } from '../../assessment/views.js';
import { rowsOf } from '../../grading/assessment.js';
import { eventWords } from '../../round/event-words.js';
import { LIST_COLUMNS } from '../../round/notice-list.js';
import type { RoundNow } from '../../round/on-round.js';
import { isParticipant, whyOut } from '../../round/participants.js';
import { RoundRefused, RoundUnknown } from '../../round/refused.js';
import type { Actor } from '../../round/round.js';
import type { Resolvers } from '../__generated__/resolvers.js';
import type { Context } from '../context.js';
import { parseNodeId } from '../node-id.js';
import { ofVisible } from '../of-visible.js';
import type { AdjustmentMapper } from './round.mappers.js';
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
    publicEvaluations: async (_, __, { hub }) => {
      const all = await hub.publicEvaluations();
      const titles = new Map(hub.schemes.map(({ scheme: { id, title } }) => [id, title]));
      return all.map((each) => ({ ...each, title: titles.get(each.schemeId) ?? each.schemeId }));
    },
    publicResults: async (_, { scheme, year, nameOrCode, ...asked }, { hub }) => {
      const all = await hub.publicResults(scheme, year);
      if (!all) return null;
      const words = nameOrCode?.trim() ?? '';
      const found = all.filter(({ creditCode, name }) => creditCode === words.toUpperCase() || name.includes(words));
      const list = { field: 'publicResults', asked: { scheme, year, words } };
      return pageOf(pageRequest(list, asked), found, ({ creditCode }) => creditCode);
    },
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
    adjustments: async (now, _, context) => adjustmentsFor(context, now),
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
  Adjustment: {
    id: ({ id }, _, { nodeId }) => nodeId('Adjustment', String(id)),
    enterprise: (adjustment, _, context) => context.enterpriseOf(adjustment, adjustment.of.version),
    before: (adjustment) => firedOf(adjustment)?.before || null,
    after: (adjustment) => firedOf(adjustment)?.after ?? null,
    state: ({ until, approved }) => (until !== null ? 'WITHDRAWN' : approved !== null ? 'APPROVED' : 'PROPOSED'),
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
  PublicEvaluation: { scheme: ({ schemeId }) => schemeId, notice: ({ isNotice }) => isNotice },
  PublicResult: {
    group: ({ group }) => group || null,
    zone: ({ zone }) => zone || null,
    town: ({ town }) => town || null,
  },
  RoundEvent: { what: (event) => eventWords(event) },
};

/** The round of a number, for who is given rounds; null: there is none. */
export async function roundFor({ hub }: Context, id: number | undefined): Promise<RoundNow | null> {
  return id === undefined ? null : orNull(() => hub.rounds.now(id));
}

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

function actorOf({ viewer }: Context): Actor {
  return { subject: viewer.subject, role: viewer.role };
}

function given(input: { readonly [K in keyof typeof DEFAULTS]?: unknown }): typeof DEFAULTS {
  return Object.fromEntries(
    Object.entries(DEFAULTS).map(([name, usual]) => [name, input[name as keyof typeof DEFAULTS] ?? usual]),
  ) as never;
}

/** The number behind a global id; undefined: it is of no such thing. */
function numberOf(type: 'EvaluationRound' | 'Adjustment', id: string): number | undefined {
  try {
    const parsed = parseNodeId(id);
    return parsed.type === type && /^[1-9]\d{0,14}$/.test(parsed.key) ? Number(parsed.key) : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** @throws RoundUnknown */
function mustBe(type: 'EvaluationRound' | 'Adjustment', id: string): number {
  const found = numberOf(type, id);
  if (found !== undefined) return found;
  throw new RoundUnknown('没有这个编号；请使用 rounds 或 adjustments 列出的 id');
}

async function roundOutcome(context: Context, act: () => Promise<{ readonly id: number }>) {
  return refusedRound(async () => {
    const { id } = await act();
    return { __typename: 'EvaluationRound' as const, ...(await context.hub.rounds.now(id)) };
  });
}

async function adjustmentOutcome(context: Context, act: () => Promise<{ readonly id: number }>) {
  return refusedRound(async () => {
    const { id } = await act();
    const found = await adjustmentFor(context, id);
    if (!found) throw new RoundUnknown('没有这项调档');
    return { __typename: 'Adjustment' as const, ...found };
  });
}

async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RoundUnknown) return null;
    throw error;
  }
}

async function orBadInput<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RoundRefused) throw new Refusal('BAD_USER_INPUT', error.message, { cause: error });
    throw error;
  }
}

/** A page of a list of a round; it goes on as of the round's last event. */
function paged<T>(field: string, { round }: RoundNow, asked: object, args: PageArguments, all: readonly T[], key: (row: T) => string) {
  return pageOf(pageRequest({ field: `EvaluationRound.${field}`, asked: { round: round.id, ...asked } }, args), all, key);
}
