import { and, ne, or, isNull } from 'drizzle-orm';
import type { Records } from '../../db/records.js';
import { Remembered } from '../../db/remembered.js';
import { holdsAt } from '../../db/versioned.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import { factsOf } from '../../handover/facts.js';
import { AnnualReader } from '../annual-reader.js';
import { yearRecords, type AnnualRow } from '../annual-record.js';
import { DECLARED, statisticsAnnual } from './datasets.js';
import type { StatisticsRecord } from './record.js';
import { statistic } from './table.js';

/** Of now, and of the publications that hold: one a year and scheme. */
const VERSIONS_KEPT = 16;
const recordOf = yearRecords(statisticsAnnual);

/** Reads the statistics of a year, and which of them 统计局 collected. */
export class StatisticsReader extends AnnualReader<StatisticsRecord> {
  readonly #records: Records;
  readonly #collected = new Remembered<ReadonlyMap<string, readonly number[]>>(VERSIONS_KEPT);

  constructor(records: Records, enterprises: EnterpriseReader) {
    super({ dataset: statisticsAnnual, table: statistic, facts: factsOf(statisticsAnnual), toRecord }, records, enterprises);
    this.#records = records;
  }

  /** The years of which 统计局 collected the figures of an enterprise, by credit code; who declared all of them is not in it. */
  collected(version: number): Promise<ReadonlyMap<string, readonly number[]>> {
    return this.#collected.read(String(version), async () => {
      const { creditCode, year, origin } = statistic;
      const rows = await (
        await this.#records.at(version)
      )
        .select({ creditCode, year })
        .from(statistic)
        .where(and(holdsAt(statistic, version), or(isNull(origin), ne(origin, DECLARED))));
      const years = new Map<string, number[]>();
      for (const row of rows) years.set(row.creditCode, [...(years.get(row.creditCode) ?? []), row.year]);
      return years;
    });
  }
}

/** Opens the reader of 统计. */
export function openStatisticsReader(records: Records, enterprises: EnterpriseReader): StatisticsReader {
  return new StatisticsReader(records, enterprises);
}

function toRecord([row]: readonly AnnualRow[]): StatisticsRecord {
  const { origin } = row as AnnualRow & { readonly origin?: string | null };
  return { ...recordOf(row!), isDeclared: origin === DECLARED };
}
