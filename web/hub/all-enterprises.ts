import { EnterpriseListDocument, type EnterpriseListQuery } from '../generated/graphql.js';
import { ask, type Answer, type Withheld } from './ask.js';
import { HubError } from './hub-error.js';

const PAGE = 500;

type Assessment = NonNullable<EnterpriseListQuery['assessment']>;
/** An enterprise of the list with its grade. */
export type Listed = NonNullable<Assessment['grades']>['nodes'][number];

/** The whole list, at one data version. */
export interface EnterpriseRows {
  readonly rows: readonly Listed[];
  readonly dataVersion: string;
  readonly withheld: readonly Withheld[];
}

/** Reads the list page by page, to its end. @throws HubError */
export async function allEnterprises(scheme: string, year: number): Promise<EnterpriseRows> {
  const rows: Listed[] = [];
  let after: string | undefined;
  for (;;) {
    const { data, withheld }: Answer<EnterpriseListQuery> = await ask(EnterpriseListDocument, { scheme, year, first: PAGE, after });
    const grades = data.assessment?.grades;
    if (!data.assessment || !grades) throw new HubError('FORBIDDEN', '没有给出名单：请向亩均办申请');
    rows.push(...grades.nodes);
    if (!grades.pageInfo.hasNextPage) return { rows, dataVersion: data.assessment.dataVersion, withheld };
    after = grades.pageInfo.endCursor ?? undefined;
  }
}
