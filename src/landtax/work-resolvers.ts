import type { LandTaxTaskFilter, Resolvers } from '../__generated__/resolvers.js';
import { tells } from '../access/tells.js';
import { pageOf, pageRequest } from '../db/page.js';
import { Rational } from '../grading/rational.js';
import { LIST_KINDS, listHeader, totalOf } from './execution-rows.js';
import { FINDING_KINDS } from './finding.js';
import { seesTasks } from './single-sight.js';
import { isOverdue, type TaskStanding } from './task.js';
import { listMayBeTold, listTotalMayBeTold } from './told-list.js';
import { seesWholeCounty } from './visible-findings.js';

/** schema/land-tax-work.graphql */
export const landTaxWorkResolvers: Resolvers = {
  Query: {
    landTaxTasks: async (_, { filter, first, after }, context) => {
      const { landTax, today, viewer } = context;
      seesWholeCounty(viewer, '办理任务');
      const request = pageRequest('tasks', { first, after });
      if (!tells('Query.landTaxTasks', seesTasks(context), context)) return null;
      const chosen = (await landTax.tasks()).filter((task) => meets(task, filter ?? {}, today));
      return pageOf(request, chosen, ({ findingId }) => findingId);
    },
    executionLists: async (_, { scheme, year, kind }, context) => {
      const { landTax, viewer } = context;
      seesWholeCounty(viewer, '执行清单');
      const lists = await Promise.all(LIST_KINDS.filter((each) => !kind || each === kind).map((each) => landTax.lists({ kind: each, scheme, year })));
      return lists.flat().filter((list) => tells('Query.executionLists', listMayBeTold(list, context), context));
    },
  },
  LandTaxTask: {
    id: ({ findingId }) => findingId,
    kind: ({ kind }) => FINDING_KINDS.find((each) => each === kind) ?? null,
    recipient: ({ recipient }) => (recipient === 'tax' ? 'TAX' : 'LAND'),
    unitCode: ({ content }) => content.unitCode,
    sourceId: ({ content }) => content.sourceId,
    explanation: ({ content }) => content.explanation,
    taxAtStake: ({ content }) => (content.taxAtStake === null ? null : (Rational.parse(content.taxAtStake) ?? null)),
    dataVersion: ({ dataVersion }) => String(dataVersion),
    result: ({ result }) => result?.result ?? null,
    reason: ({ result }) => result?.reason ?? null,
    decidedOn: ({ result }) => result?.decidedOn ?? null,
    decidedBy: ({ result }) => result?.decidedBy ?? null,
    overdue: (task, _, { today }) => isOverdue(task, today),
  },
  ExecutionList: {
    dataVersion: ({ dataVersion }) => String(dataVersion),
    count: ({ rows }) => rows.length,
    total: async (list, _, context) => (tells('ExecutionList.total', await listTotalMayBeTold(list, context), context) ? totalOf(list.kind, list.rows) : null),
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
