import { progressOf } from '../../round/sheets/progress.js';
import { RoundUnknown } from '../../round/refused.js';
import type { RoundNow } from '../../round/on-round.js';
import type { SheetOutline } from '../../round/sheets/desk.js';
import type { Resolvers } from '../__generated__/resolvers.js';
import type { Context } from '../context.js';
import { actorOf, meant } from '../in-round.js';
import { visibleAt } from '../of-visible.js';
import { departmentNamed } from './department-names.js';
import { partyOf } from './objection.js';
import { refusedRound } from './refused-input.js';

/** schema/round-sheet.graphql */
export const roundSheetResolvers: Resolvers = {
  Query: {
    myEnterprise: async (_, __, context) => {
      const { creditCode, role } = context.viewer;
      return role === 'enterprise' && creditCode !== undefined ? context.enterprise(creditCode, await context.version()) : null;
    },
  },
  Mutation: {
    confirmItems: async (_, { round, creditCode, items }, context) =>
      sheetOutcome(context, round, creditCode, async (id) => {
        const onPaper = context.viewer.role !== 'enterprise';
        const asked = { round: id, creditCode, onPaper, items: items.map(String) };
        await context.hub.confirmItems(actorOf(context), context.now, asked);
      }),
    correctOwn: async (_, { round, creditCode, ...error }, context) =>
      sheetOutcome(context, round, creditCode, async (id) => {
        await context.hub.objections.correctOwn(context.viewer, context.now, { round: id, creditCode, ...error });
      }),
  },
  EvaluationRound: {
    sheet: (now, { creditCode }, context) => sheetFor(context, now, creditCode),
    progress: async (now, _, context) => {
      const { hub } = context;
      const isMeant = await visibleAt(context, now.round.dataVersion ?? context.currentVersion);
      const [sheets, objections] = await Promise.all([hub.sheets.outlines(now, isMeant), hub.objections.every(now.round.id)]);
      return now.round.dataVersion === null ? null : progressOf(sheets, objections);
    },
  },
  ConfirmationSheet: {
    enterprise: (sheet, _, context) => context.enterpriseOf(sheet, sheet.version),
    dataVersion: ({ version }) => String(version),
    items: async (sheet, _, { hub }) => (await hub.sheets.items(sheet)).map((item) => ({ ...item, creditCode: sheet.creditCode })),
    consents: async ({ creditCode }, _, { hub }) => [...(await hub.consents.of(creditCode))],
    submittedAt: ({ submittedAt }) => submittedAt ?? null,
  },
  ConfirmationItem: {
    unit: ({ unit }) => unit ?? null,
    value: ({ value }) => value ?? null,
    text: ({ text }) => text ?? null,
    department: ({ department }) => departmentNamed(department),
    objection: ({ answer }, _, context) => (answer?.objection === undefined ? null : partyOf(context, answer.objection)),
  },
  RecordCell: {
    key: ({ key }) => [...key],
    value: ({ value }) => value ?? null,
  },
};

/** The sheet of an enterprise that is there for the viewer and takes part; null: there is none. */
async function sheetFor(context: Context, now: RoundNow, creditCode: string): Promise<SheetOutline | null> {
  if (now.round.dataVersion === null) return null;
  const isVisible = await visibleAt(context, now.round.dataVersion);
  return isVisible(creditCode) ? ((await context.hub.sheets.outline(now, creditCode)) ?? null) : null;
}

function sheetOutcome(context: Context, round: string, creditCode: string, act: (id: number) => Promise<void>) {
  return refusedRound(async () => {
    const id = await meant(context, round, creditCode);
    await act(id);
    const sheet = await sheetFor(context, await context.hub.rounds.now(id), creditCode);
    if (!sheet) throw new RoundUnknown(`本轮没有参评企业 ${creditCode}`);
    return { __typename: 'ConfirmationSheet' as const, ...sheet };
  });
}
