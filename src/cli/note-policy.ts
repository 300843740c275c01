import { closedYears, type ClosedYear } from '../assessment/publications.js';
import { noteSchemesInForce, type TextChange } from '../assessment/schemes-in-force.js';
import type { Db } from '../db/db.js';
import type { LoadedScheme } from '../policy/registry.js';
import type { Say } from './call.js';

/**
 * Keeps the schemes that were loaded, and tells who edited a file in place what follows.
 * @returns the published years that are graded by an earlier text
 */
export async function notePolicy(db: Db, schemes: readonly LoadedScheme[], say: Say): Promise<readonly ClosedYear[]> {
  for (const change of await noteSchemesInForce(db, schemes)) say(changeWords(change));
  const closed = await closedYears(db, schemes);
  for (const year of closed) say(closedWords(year));
  return closed;
}

function changeWords({ schemeId, before, now }: TextChange): string {
  const became = now ? `文件已改动，现为 ${now}` : '文件已不在';
  return `办法 ${schemeId}：${became}；此前（${before.since.toISOString()} 起）为 ${before.digest}，按它给出的结果仍可用这个摘要逐位重算`;
}

function closedWords({ publication: { schemeId, year, document, digest }, now }: ClosedYear): string {
  const became = now ? `文件现为 ${now}` : '文件已不在';
  return `办法 ${schemeId}：${year} 年度评价已按 ${digest} 公布（${document}），${became}；该年度仍按公布的文本评价。要改办法，请另立 id，并恢复原文件`;
}
