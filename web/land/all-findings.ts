import { LandTaxFindingsDocument, type LandTaxFindingsQuery } from '../generated/graphql.js';
import { ask, type Answer, type Withheld } from '../hub/ask.js';
import { HubError } from '../hub/hub-error.js';

export type Finding = NonNullable<LandTaxFindingsQuery['landTaxFindings']>['nodes'][number];

/** The findings of a year, and the tax at stake in all. */
export interface FindingList {
  readonly nodes: readonly Finding[];
  readonly total: string | null | undefined;
  readonly withheld: readonly Withheld[];
}

/** Reads the findings page by page, to their end. @throws HubError */
export async function allFindings(scheme: string, year: number): Promise<FindingList> {
  const nodes: Finding[] = [];
  let after: string | undefined;
  for (;;) {
    const { data, withheld }: Answer<LandTaxFindingsQuery> = await ask(LandTaxFindingsDocument, { scheme, year, first: 500, after });
    const list = data.landTaxFindings;
    if (!list) throw new HubError('FORBIDDEN', '没有给出疑点：请向税务局、自然资源和规划局申请授权，用途为“以税节地”');
    nodes.push(...list.nodes);
    if (!list.pageInfo.hasNextPage) return { nodes, total: list.taxAtStakeTotal, withheld };
    after = list.pageInfo.endCursor ?? undefined;
  }
}
