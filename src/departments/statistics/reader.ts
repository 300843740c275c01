import type { SQL } from 'drizzle-orm';
import type { Db } from '../../db/database.js';
import type { Records } from '../../db/records.js';
import { columnsRead } from '../../db/versioned.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import { AnnualReader } from '../annual-reader.js';
import { annual, exact } from '../annual-record.js';
import { statisticsFacts } from './facts.js';
import type { StatisticsRecord } from './record.js';
import { statistic } from './table.js';

type Row = Omit<typeof statistic.$inferSelect, 'raw'>;
export type StatisticsReader = AnnualReader<Row, StatisticsRecord>;

/** Opens the reader of 统计. */
export function openStatisticsReader(records: Records, enterprises: EnterpriseReader): StatisticsReader {
  const select = (db: Db, where: SQL) => db.select(columnsRead(statistic)).from(statistic).where(where);
  return new AnnualReader({ table: statistic, facts: statisticsFacts, select, toRecord }, records, enterprises);
}

function toRecord(rows: readonly Row[]): StatisticsRecord {
  const row = rows[0]!;
  return {
    ...annual(rows),
    aboveScale: row.aboveScale ?? undefined,
    revenue: exact(row.revenue),
    valueAdded: exact(row.valueAdded),
    rdExpense: exact(row.rdExpense),
    energy: exact(row.energy),
    energyCalorific: exact(row.energyCalorific),
  };
}
