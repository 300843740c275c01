import { getTableColumns, sql } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import type { Standing } from '../db/fold-again.js';
import type { RecordSet } from '../db/record-set.js';
import type { RecordKeeping } from '../db/records.js';
import { enterprise } from '../enterprise/table.js';
import type { ColumnDefinition } from '../handover/dataset.js';
import type { NamingRow } from './create-enterprises.js';
import { recordSets } from './record-sets.js';

/** The column by which the rows of a dataset name an enterprise that must be there; the register itself has none. */
export function namingColumn({ dataset }: RecordSet): ColumnDefinition | undefined {
  return dataset.id === 'enterprise.register' ? undefined : dataset.columns.find(({ kind }) => kind === 'creditCode');
}

/** The enterprises whose last row a version ended. */
export async function vanished(tx: Db, version: number): Promise<readonly string[]> {
  const { rows } = await tx.execute<{ code: string }>(sql`
    select distinct gone.credit_code as code from ${enterprise} as gone
    where gone.superseded = ${version} and not exists (
      select from ${enterprise} as held where held.credit_code = gone.credit_code and held.superseded is null)`);
  return rows.map(({ code }) => code);
}

/**
 * Of each of these enterprises the first row, of whatever dataset and a handover that stands, that names it.
 * @param version which ended theirs
 * @param apart the records that lie elsewhere than in the transaction's database
 * @throws SourceUnavailable where those cannot be read
 */
export async function namedElsewhere(
  tx: Db,
  codes: readonly string[],
  {
    version,
    standing,
    apart,
  }: { readonly version: number; readonly standing: readonly Standing[]; readonly apart: RecordKeeping['apart'] },
): Promise<readonly NamingRow[]> {
  const first = new Map<string, NamingRow>();
  if (codes.length === 0) return [];
  const ids = sql.param(standing.map(({ handoverId }) => handoverId));
  const versions = sql.param(standing.map((each) => each.version));
  for (const recordSet of recordSets.values()) {
    const naming = namingColumn(recordSet);
    if (!naming) continue;
    const home = (await apart(recordSet.dataset.department)?.at(version - 1)) ?? tx;
    const columns = getTableColumns(recordSet.table);
    const code = columns[naming.field]!;
    const name = columns['name'] ? sql`${columns['name']}` : sql`null`;
    const { rows } = await home.execute<NamingRow & Record<string, unknown>>(sql`
      select distinct on (code) ${code} as code, ${name} as name, handover_id::integer as "handoverId", sheet, line, raw
      from ${recordSet.table} join unnest(${ids}::bigint[], ${versions}::bigint[]) as standing (id, since) on handover_id = id and version = since
      where ${code} = any(${sql.param([...codes])}::text[])
      order by code, handover_id, line`);
    for (const row of rows) {
      const known = first.get(row.code);
      if (!known || row.handoverId < known.handoverId) first.set(row.code, row);
    }
  }
  return [...first.values()];
}
