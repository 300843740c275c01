import { sql } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { landApproval, landApprovalChange, landSupply } from '../departments/land/contract-table.js';
import { nameKey } from './named-records.js';

/**
 * Of some approval projects those over which more is supplied than is approved and was not written off, revoked or lapsed
 * (LANDUSE.md, `AREA_OVER_APPROVED`). A part that lacks its area is left out: what is over without it is over with it.
 * @param projects 批准文号 and 项目编号
 */
export async function oversupplied(land: Db, projects: readonly (readonly (string | null)[])[]): Promise<ReadonlySet<string>> {
  if (projects.length === 0) return new Set();
  const column = (i: number) => sql`${sql.param(projects.map((each) => each[i] ?? null))}::text[]`;
  const { rows } = await land.execute<{ document: string; project: string }>(sql`
    select document, project from ${landApproval} a
    join (select distinct * from unnest(${column(0)}, ${column(1)}) as named (d, p)) as asked on a.document = d and a.project = p
    where a.superseded is null and a.area_mu <
      coalesce((select sum(s.area_mu) from ${landSupply} s where s.superseded is null and s.approval_document = d and s.project = p), 0) +
      coalesce((select sum(c.area_mu) from ${landApprovalChange} c where c.superseded is null and c.approval_document = d and c.project = p), 0)`);
  return new Set(rows.map(({ document, project }) => nameKey([document, project])));
}
