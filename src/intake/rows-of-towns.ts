import { sql } from 'drizzle-orm';
import { versionAt } from '../db/data-version.js';
import type { Db } from '../db/db.js';
import type { RecordsOf } from '../db/records.js';
import { landParcel } from '../departments/land/table.js';
import { enterprise } from '../enterprise/table.js';
import type { AcceptedRow, OthersRows } from '../handover/reading.js';

/**
 * Finds among leases those that are not of some towns (`ROW_NOT_YOURS`). A lease is of the town that the row of its parcel names,
 * and of that of the parcel's holder or of its lessor by the register; the tenant's says nothing of the land. One of whose
 * parcel nothing is known is nobody's but the lessor's town's.
 * @throws SourceUnavailable where the land records cannot be read
 */
export function leasesOfOtherTowns(db: Db, records: RecordsOf, towns: readonly string[]): OthersRows {
  return async (rows) => {
    if (rows.length === 0) return new Set();
    const its = sql`${sql.param([...towns])}::text[]`;
    const texts = (field: string) => sql`${sql.param([...new Set(rows.map(({ values }) => values[field] as string))])}::text[]`;
    const land = await records('land').at(await versionAt(db));
    const parcels = await land.execute<{ code: string }>(sql`
      select distinct p.unit_code as code from ${landParcel} p
      where p.unit_code = any(${texts('unitCode')}) and p.superseded is null and (p.town = any(${its}) or exists (
        select from ${enterprise} e where e.superseded is null and e.town = any(${its}) and (e.credit_code = p.holder_id
          or (coalesce(p.holder_id, '') = '' and e.registered and e.folded_name = p.folded_holder_name))))`);
    const lessors = await db.execute<{ code: string }>(sql`
      select credit_code as code from ${enterprise}
      where credit_code = any(${texts('ownerId')}) and superseded is null and town = any(${its})`);
    const [known, owners] = [parcels, lessors].map((found) => new Set(found.rows.map(({ code }) => code)));
    const isOwn = ({ values }: AcceptedRow) => known!.has(values['unitCode'] as string) || owners!.has(values['ownerId'] as string);
    return new Set(rows.filter((row) => !isOwn(row)));
  };
}
