import type { Publication } from '../assessment/publications.js';
import type { RoundDesk } from './desk.js';
import type { ListedEnterprise } from './notice-list.js';
import { comparePhases } from './phase.js';
import { beginningOf } from './standing.js';

/** An enterprise as anybody may look it up. */
export interface PublicResult extends ListedEnterprise {
  readonly year: number;
  /** The announcement, or the notice. */
  readonly document: string;
}

/**
 * What is public of a scheme and year: by the publications that hold, else by the notices of rounds under way; by credit
 * code. Of trials nothing ever is.
 * @param inForce the publications that no other stands in for
 * @returns undefined: nothing is public
 */
export async function publicResults(
  desk: RoundDesk,
  inForce: readonly Publication[],
  schemeId: string,
  year: number,
): Promise<readonly PublicResult[] | undefined> {
  const made = inForce.filter((each) => each.schemeId === schemeId && each.year === year && !each.trial);
  const lists = await Promise.all(made.map(async (each) => ({ document: each.document, rows: (await desk.listOf(each)).rows })));
  const published = new Set(made.map(({ round }) => round));
  for (const its of await desk.all(year)) {
    const isNoticed = comparePhases(its.phase, 'NOTICED') >= 0 && comparePhases(its.phase, 'PUBLISHED') < 0;
    if (its.schemeId !== schemeId || its.trial || !isNoticed || published.has(its.id)) continue;
    const now = await desk.now(its.id);
    const list = await desk.noticeList(now);
    if (list) lists.push({ document: beginningOf(now.events, 'NOTICED')!.document!, rows: list.rows });
  }
  if (lists.length === 0) return undefined;
  const byCode = new Map<string, PublicResult>();
  for (const { document, rows } of lists) {
    // What was published first stands: a notice of the same enterprise is not a decision yet.
    for (const row of rows) if (!byCode.has(row.creditCode)) byCode.set(row.creditCode, { ...row, year, document });
  }
  return [...byCode.values()].sort((a, b) => (a.creditCode < b.creditCode ? -1 : 1));
}
