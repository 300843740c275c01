import { whySuppressed } from '../../access/withheld.js';
import { mayGive } from '../../access/suppression.js';
import { pageOf, pageRequest } from '../../db/page.js';
import { Rational } from '../../grading/rational.js';
import { isTrial } from '../../policy-effects/execution-list.js';
import { contributionsOfRows, LIST_KINDS, listHeader, totalOf } from '../../policy-effects/execution-rows.js';
import { mustHaveEffect } from '../../round/effects.js';
import { FINDING_KINDS } from '../../land-tax/finding.js';
import { isOverdue, type TaskStanding } from '../../land-tax/task.js';
import type { LandTaxTaskFilter, Resolvers } from '../__generated__/resolvers.js';
import { listsAsked } from '../grades-asked.js';
import { addedUpAt, ofVisible, visibleAt } from '../of-visible.js';
import { given, partiesAt } from '../parties.js';
import { refusedInput, refusedRound } from './refused-input.js';

const DAYS_TO_ANSWER = 30;

/** schema/land-tax-work.graphql */
export const landTaxWorkResolvers: Resolvers = {
  Query: {
    landTaxTasks: async (_, { filter, first, after }, context) => {
      const { hub, today, currentVersion } = context;
      const request = pageRequest({ field: 'landTaxTasks', asked: { filter } }, { first, after });
      const its = await ofVisible(context, currentVersion, await hub.landTaxTasks(), ({ content: { holder, taxpayer } }) => [
        holder,
        taxpayer,
      ]);
      const parties = await partiesAt(context, currentVersion);
      const whole = its.map((task) => ({ ...task, parties: parties([task.content.holder, task.content.taxpayer]) }));
      const chosen = given(context, whole, 'LandTaxTask.id', ['tax', 'land']).filter((task) => meets(task, filter ?? {}, today));
      return pageOf(request, chosen, ({ findingId }) => findingId);
    },
    executionLists: async (_, { kind, ...asked }, context) => {
      const { scheme, year, publication } = await listsAsked(asked, context);
      const kinds = LIST_KINDS.filter((each) => !kind || each === kind);
      const isAddedUp = await addedUpAt(context, context.currentVersion);
      const { lists } = context.hub.policyReports;
      return (await Promise.all(kinds.map((each) => lists({ kind: each, scheme, year, publication }, isAddedUp)))).flat();
    },
  },
  Mutation: {
    pushLandTaxTasks: (_, { year, publication, dueOn }, context) =>
      refusedRound(async () => {
        const { hub, viewer, today, currentVersion: version, digestKey } = context;
        const due = dueOn ?? daysLater(today, DAYS_TO_ANSWER);
        if (due < today) return refusedInput('没有推送', [`dueOn：办理期限 ${due} 已过，请改为今天（${today}）或以后`]);
        mustHaveEffect(await context.published.asked({ publication, year }));
        const found = await context.landTaxFindings(year, version, { publication });
        const open = found.filter(({ status }) => status !== 'CORRECTED');
        const push = { version, date: today, due, by: viewer.subject, digestKey };
        const batches = await hub.taskDesk.push(open, found[0]?.files ?? new Map(), push);
        return {
          __typename: 'LandTaxPush',
          ...{ pushedOn: today, dueOn: due, tasks: batches.reduce((sum, { tasks }) => sum + tasks.length, 0) },
        };
      }),
  },
  LandTaxTask: {
    holder: ({ content }, _, context) => (content.holder ? context.enterprise(content.holder, context.currentVersion) : null),
    taxpayer: ({ content }, _, context) => (content.taxpayer ? context.enterprise(content.taxpayer, context.currentVersion) : null),
    id: ({ findingId }) => findingId,
    kind: ({ kind }) => FINDING_KINDS.find((each) => each === kind) ?? null,
    recipient: ({ recipient }) => (recipient === 'tax' ? 'TAX' : 'LAND'),
    unitCode: ({ content }) => content.unitCode,
    sourceId: ({ content }) => content.sourceId,
    explanation: async ({ content: { holder, taxpayer, explanation } }, _, context) => {
      const isVisible = await visibleAt(context, context.currentVersion);
      // It names both parties.
      return [holder, taxpayer].every((creditCode) => creditCode === null || isVisible(creditCode)) ? explanation : null;
    },
    taxAtStake: ({ content }) => (content.taxAtStake === null ? null : (Rational.parse(content.taxAtStake) ?? null)),
    dataVersion: ({ dataVersion }) => String(dataVersion),
    result: ({ result }) => result?.result ?? null,
    reason: ({ result }) => result?.reason ?? null,
    decidedOn: ({ result }) => result?.decidedOn ?? null,
    decidedBy: ({ result }) => result?.decidedBy ?? null,
    overdue: (task, _, { today }) => isOverdue(task, today),
  },
  ExecutionList: {
    publication: ({ publication }, _, { published }) => (publication === null ? null : published.named(String(publication))),
    trial: (list) => isTrial(list),
    dataVersion: ({ dataVersion }) => String(dataVersion),
    count: ({ rows }) => rows.length,
    total: ({ kind, rows, madeOf }, _, context) => {
      if (context.seesEveryContribution('ExecutionList.total', madeOf) || mayGive({ isCount: false, of: contributionsOfRows(kind, rows) }))
        return totalOf(kind, rows);
      context.leaveOut(whySuppressed('ExecutionList.total', 'county'));
      return null;
    },
    header: ({ kind }) => [...listHeader(kind)],
    rows: ({ rows }) => copied(rows),
    change: ({ change }) =>
      change
        ? {
            added: copied(change.added),
            removed: copied(change.removed),
            before: copied(change.changed.map(({ before }) => before)),
            after: copied(change.changed.map(({ after }) => after)),
          }
        : null,
  },
};

function daysLater(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function meets(task: TaskStanding, { years, recipients, pushed, answered, overdue }: LandTaxTaskFilter, today: string): boolean {
  const is = (wanted: boolean | null | undefined, so: boolean) => typeof wanted !== 'boolean' || wanted === so;
  return (
    (!years || years.includes(task.year)) &&
    (!recipients || recipients.includes(task.recipient === 'tax' ? 'TAX' : 'LAND')) &&
    is(pushed, task.pushedOn !== null) &&
    is(answered, task.result !== undefined) &&
    is(overdue, isOverdue(task, today))
  );
}

function copied(rows: readonly (readonly string[])[]): string[][] {
  return rows.map((row) => [...row]);
}
