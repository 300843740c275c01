import { sql } from 'drizzle-orm';
import { versionAt } from '../db/data-version.js';
import type { Db } from '../db/db.js';
import type { RecordsOf } from '../db/records.js';
import { landSupply } from '../departments/land/contract-table.js';
import { EVENTS_OF_ZONE, landMilestones } from '../departments/land/supply-datasets.js';
import { outputChecks, zoneLandUse } from '../departments/zone/datasets.js';
import { outputContract } from '../departments/zone/table.js';
import type { AcceptedRow, OthersRows } from '../handover/reading.js';

/**
 * Finds among what zones hand over the rows that are not of some zones (`ROW_NOT_YOURS`): a zone's are those of its 园区代码, an
 * output contract's, a check's and a milestone's those of the land contract (LANDUSE.md, Whose they are). A row of a contract
 * that nobody handed over is no zone's; of milestones a zone brings 投产 and 达产.
 * @throws SourceUnavailable where the records cannot be read
 */
export function rowsOfOtherZones(db: Db, records: RecordsOf, zones: readonly string[]): OthersRows {
  return async (rows, dataset) => {
    if (dataset === zoneLandUse.id) return new Set(rows.filter(({ values }) => !zones.includes(values['zone'] as string)));
    const version = await versionAt(db);
    const contractOf = dataset === outputChecks.id ? await contractsOfOutputs(await records('zone').at(version), rows) : ownContract;
    const contracts = [...new Set(rows.flatMap((row) => contractOf(row) ?? []))];
    const land = await records('land').at(version);
    const found = await land.execute<{ number: string }>(sql`
      select number from ${landSupply} where superseded is null
        and number = any(${sql.param(contracts)}::text[]) and zone = any(${sql.param([...zones])}::text[])`);
    const own = new Set(found.rows.map(({ number }) => number));
    const isOwn = (row: AcceptedRow) =>
      own.has(contractOf(row) ?? '') && (dataset !== landMilestones.id || EVENTS_OF_ZONE.includes(row.values['event'] as string));
    return new Set(rows.filter((row) => !isOwn(row)));
  };
}

type ContractOf = (row: AcceptedRow) => string | undefined;

const ownContract: ContractOf = ({ values }) => (values['contract'] as string | null) ?? undefined;

/** The land contract of the output contract that a row is about. */
async function contractsOfOutputs(zone: Db, rows: readonly AcceptedRow[]): Promise<ContractOf> {
  const named = ({ values }: AcceptedRow) => values['outputContract'] as string;
  const { rows: found } = await zone.execute<{ number: string; contract: string | null }>(sql`
    select number, contract from ${outputContract}
    where superseded is null and number = any(${sql.param([...new Set(rows.map(named))])}::text[])`);
  const contracts = new Map(found.map(({ number, contract }) => [number, contract]));
  return (row) => contracts.get(named(row)) ?? undefined;
}
