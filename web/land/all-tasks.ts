import { LandTaxTasksDocument, type LandTaxTasksQuery } from '../generated/graphql.js';
import { ask, type Answer } from '../hub/ask.js';
import { HubError } from '../hub/hub-error.js';

export type Task = NonNullable<LandTaxTasksQuery['landTaxTasks']>['nodes'][number];

/** Reads the tasks page by page, to their end. @throws HubError */
export async function allTasks(): Promise<readonly Task[]> {
  const nodes: Task[] = [];
  let after: string | undefined;
  for (;;) {
    const { data }: Answer<LandTaxTasksQuery> = await ask(LandTaxTasksDocument, { first: 500, after });
    const list = data.landTaxTasks;
    if (!list) throw new HubError('FORBIDDEN', '没有给出任务：请向税务局申请授权，用途为“以税节地”');
    nodes.push(...list.nodes);
    if (!list.pageInfo.hasNextPage) return nodes;
    after = list.pageInfo.endCursor ?? undefined;
  }
}

/** The town that a task is worked through in, as its workbook goes by: the holder's, else the taxpayer's. */
export function townOf({ holder, taxpayer }: Task): string | null {
  return holder?.town ?? taxpayer?.town ?? null;
}
