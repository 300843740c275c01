import { and, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import type { RecordSet } from '../db/record-set.js';
import type { Ended } from '../db/supersede.js';
import { issue } from '../handover/issue-catalogue.js';
import type { Issue } from '../handover/issue.js';
import { handover } from './table.js';

/**
 * The warning that a file holds less than half of the keys of the last handover in force with which it shares one, a year
 * each (HANDOVER.md, `FEWER_ROWS`). What ended in a key's place is the last that held it; so of the last handover of all,
 * whatever it shares with the file ended.
 * @param home where the rows lie
 * @param ended what the file's rows stand in the place of
 */
export async function fewerRows(
  tx: Db,
  home: Db,
  recordSet: RecordSet,
  ended: readonly Ended[],
  fileName: string,
): Promise<readonly Issue[]> {
  if (ended.length === 0) return [];
  const { dataset } = recordSet;
  const handovers = await tx
    .select({ id: handover.id, version: handover.version, accepted: handover.accepted, fileName: handover.fileName })
    .from(handover)
    .where(and(eq(handover.dataset, dataset.id), inArray(handover.id, [...new Set(ended.map(({ handoverId }) => handoverId))])));
  const byId = new Map(handovers.map((each) => [each.id, each]));
  const last = new Map<number | null, Ended>();
  for (const each of ended) {
    if (byId.has(each.handoverId) && each.handoverId > (last.get(each.year)?.handoverId ?? 0)) last.set(each.year, each);
  }
  const issues: Issue[] = [];
  for (const [year, { handoverId, rows }] of [...last].sort(([a], [b]) => Number(a) - Number(b))) {
    const { version, accepted, fileName: before } = byId.get(handoverId)!;
    if (2 * rows >= accepted) continue;
    const held = await rowsOf(home, recordSet, { handoverId, version: version!, year });
    if (2 * rows >= held) continue;
    const of = year === null ? '' : `${year} 年度`;
    const detail = `${of}上次报送《${before}》（编号 ${handoverId}）有 ${held} 行，本文件只有其中 ${rows} 行`;
    issues.push(issue('FEWER_ROWS', { file: fileName, department: dataset.department, detail }));
  }
  return issues;
}

/** How many rows a handover has of its own. */
async function rowsOf(
  home: Db,
  { table }: RecordSet,
  { handoverId, version, year }: { readonly handoverId: number; readonly version: number; readonly year: number | null },
): Promise<number> {
  const column = getTableColumns(table)['year'];
  const its = column && year !== null ? sql` and ${column} = ${year}` : sql``;
  const { rows } = await home.execute<{ held: number }>(
    sql`select count(*)::integer as held from ${table} where version = ${version} and handover_id = ${handoverId}${its}`,
  );
  return rows[0]!.held;
}
