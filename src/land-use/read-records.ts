import { landIdleCases, landTransfers, minesAnnual } from '../departments/land/after-supply-datasets.js';
import { landApprovalChanges, landApprovals } from '../departments/land/approval-datasets.js';
import {
  landApproval,
  landApprovalChange,
  landIdleCase,
  landMilestone,
  landPayment,
  landSupply,
  landSupplyParcel,
  landTransfer,
  mine,
} from '../departments/land/contract-table.js';
import { landMilestones, landPayments, landSupplies, landSupplyParcels } from '../departments/land/supply-datasets.js';
import { keyProjects } from '../departments/development/datasets.js';
import { keyProject } from '../departments/development/table.js';
import { inefficientLand } from '../departments/industry/datasets.js';
import { inefficient } from '../departments/industry/table.js';
import type { Readers } from '../departments/readers.js';
import { regionAnnual } from '../departments/statistics/region-dataset.js';
import { regionYear } from '../departments/statistics/region-table.js';
import { outputChecks, outputContracts, zoneLandUse } from '../departments/zone/datasets.js';
import { outputCheck, outputContract, zoneYear } from '../departments/zone/table.js';
import type { WholeSet } from '../departments/whole-records.js';
import { Rational } from '../grading/rational.js';
import type { Dataset } from '../handover/dataset.js';
import type { LandRecords } from './records.js';

/** Areas are stored in 亩, in which every unit ends; intensities in 元/㎡. */
const SQUARE_METRES_A_MU = Rational.of(2000n, 3n);
const PER_MU = Rational.of(1n, 15n);

type Row = Readonly<Record<string, unknown>>;

/** Every dataset of which all rows are read together, by what {@link LandRecords} calls it. */
const SETS = {
  approvals: ['land', { dataset: landApprovals, table: landApproval }],
  changes: ['land', { dataset: landApprovalChanges, table: landApprovalChange }],
  supplies: ['land', { dataset: landSupplies, table: landSupply }],
  supplyParcels: ['land', { dataset: landSupplyParcels, table: landSupplyParcel }],
  payments: ['land', { dataset: landPayments, table: landPayment }],
  milestones: ['land', { dataset: landMilestones, table: landMilestone }],
  outputContracts: ['zone', { dataset: outputContracts, table: outputContract }],
  checks: ['zone', { dataset: outputChecks, table: outputCheck }],
  idleCases: ['land', { dataset: landIdleCases, table: landIdleCase }],
  inefficient: ['industry', { dataset: inefficientLand, table: inefficient }],
  transfers: ['land', { dataset: landTransfers, table: landTransfer }],
  projects: ['development', { dataset: keyProjects, table: keyProject }],
  zones: ['zone', { dataset: zoneLandUse, table: zoneYear }],
  regions: ['statistics', { dataset: regionAnnual, table: regionYear }],
  mines: ['land', { dataset: minesAnnual, table: mine }],
} as const satisfies Record<keyof LandRecords, readonly [keyof Readers['rows'], WholeSet<Dataset>]>;

/** What a row of a dataset is besides its fields in their units. */
const MADE: Partial<Record<keyof LandRecords, (row: Row) => Row>> = {
  outputContracts: (row) => ({ ...row, promised: promisedOf(row) }),
  transfers: (row) => ({ ...row, successors: ((row['successors'] as string | null) ?? '').split(';').filter(Boolean) }),
  projects: (row) => ({ ...row, plannedQuarter: row['plannedQuarter'] === null ? null : Number(row['plannedQuarter']) }),
};

const kept = new WeakMap<readonly Row[], readonly Row[]>();

/**
 * Every record of industrial land that is known at a data version, in the units of LANDUSE.md: one statement a dataset, and
 * none for what no handover touched since it was read.
 * @throws SourceUnavailable
 */
export async function readLandRecords({ rows }: Pick<Readers, 'rows'>, version: number): Promise<LandRecords> {
  const names = Object.keys(SETS) as (keyof LandRecords)[];
  const read = await Promise.all(
    names.map(async (name) => {
      const [department, set] = SETS[name];
      const stored = (await rows[department].of(set as WholeSet<Dataset>, version)) as readonly Row[];
      const known = kept.get(stored);
      if (known) return [name, known] as const;
      const records = stored.map(recordOf(set.dataset, MADE[name]));
      kept.set(stored, records);
      return [name, records] as const;
    }),
  );
  return Object.fromEntries(read) as unknown as LandRecords;
}

/** How a stored row becomes a record: areas in ㎡. */
function recordOf({ columns }: Dataset, made: (row: Row) => Row = (row) => row): (row: Row) => Row {
  const areas = columns.filter(({ unit }) => unit?.kind === 'area').map(({ field }) => field);
  return (row) => {
    const record: Record<string, unknown> = { ...row };
    for (const field of areas) record[field] = (record[field] as Rational | undefined)?.times(SQUARE_METRES_A_MU);
    return made(record);
  };
}

function promisedOf(row: Row) {
  const number = (field: string) => row[field] as Rational | undefined;
  return {
    投资强度: number('investmentIntensity')?.times(PER_MU),
    容积率: number('floorAreaRatio'),
    亩均税收: number('taxPerMu')?.times(PER_MU),
    单位能耗增加值: number('valueAddedPerEnergy'),
    单位排放增加值: number('valueAddedPerEmission'),
    研发比: number('rdRatio'),
  };
}
