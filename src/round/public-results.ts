import type { Publication } from '../assessment/publications.js';
import type { RoundDesk } from './desk.js';
import type { ListedEnterprise } from './notice-list.js';
import { comparePhases } from './phase.js';
import type { Round } from './round.js';
import { beginningOf } from './standing.js';

/** An enterprise as anybody may look it up. */
export interface PublicResult extends ListedEnterprise {
  readonly year: number;
  /** The announcement, or the notice. */
  readonly document: string;
}

/** An evaluation of which something is public. */
export interface PublicEvaluation {
  readonly schemeId: string;
  readonly year: number;
  /** The latest announcement, or the notice. */
  readonly document: string;
  readonly isNotice: boolean;
}

/** The evaluations of which something is public, the latest year first. */
export async function publicEvaluations(desk: RoundDesk, inForce: readonly Publication[]): Promise<readonly PublicEvaluation[]> {
  const found = new Map<string, PublicEvaluation>();
  for (const { schemeId, year, trial, document } of inForce) {
    if (!trial) found.set(`${schemeId} ${year}`, { schemeId, year, document, isNotice: false });
  }
  for (const its of await desk.all()) {
    const key = `${its.schemeId} ${its.year}`;
    if (its.trial || found.has(key) || !isNoticed(its)) continue;
    const { events } = await desk.now(its.id);
    found.set(key, { schemeId: its.schemeId, year: its.year, document: beginningOf(events, 'NOTICED')!.document!, isNotice: true });
  }
  return [...found.values()].sort((a, b) => b.year - a.year || (a.schemeId < b.schemeId ? -1 : 1));
}

/** Whether a round's list is public as a notice, and not yet as a publication. */
function isNoticed({ phase }: Round): boolean {
  return comparePhases(phase, 'NOTICED') >= 0 && comparePhases(phase, 'PUBLISHED') < 0;
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
    if (its.schemeId !== schemeId || its.trial || !isNoticed(its) || published.has(its.id)) continue;
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
