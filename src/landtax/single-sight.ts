import type { Decision, May, SelectionAct } from '../access/may.js';
import type { Viewer } from '../access/viewer.js';
import type { SeenList } from './desk.js';
import type { SeenLedgerLine } from './ledger.js';

/** Who asks, and how. */
export interface Sight {
  readonly viewer: Viewer;
  readonly may: May;
  readonly act: SelectionAct;
}

const FINDING = ['taxAtStake', 'id', 'kind', 'unitCode', 'sourceId', 'holder', 'taxpayer', 'registeredArea', 'taxableArea', 'differenceArea', 'explanation', 'status'];
const TASK = ['taxAtStake', 'id', 'year', 'kind', 'recipient', 'unitCode', 'sourceId', 'explanation', 'pushedOn', 'dueOn', 'result', 'reason'];

/*
 * Who sees single enterprises learns nothing new from sums over few. To everybody else only what `told-findings.ts`,
 * `told-yield.ts` and `told-sums.ts` let through is told; the refusal says for want of what.
 */

/** Whether any field of single findings is seen. */
export function seesFindings(sight: Sight): Decision {
  return any(sight, FINDING.map((field) => `LandTaxFinding.${field}`));
}

/** Whether the tax at stake of single findings is seen. */
export function seesStakes(sight: Sight): Decision {
  return all(sight, ['LandTaxFinding.taxAtStake']);
}

/** Whether any field of single tasks is seen. */
export function seesTasks(sight: Sight): Decision {
  return any(sight, TASK.map((field) => `LandTaxTask.${field}`));
}

/** Whether the land-use tax of single enterprises is seen. */
export function seesLandTax(sight: Sight): Decision {
  return all(sight, ['annualTax', 'taxableArea', 'annualRelief'].map((field) => `LandTaxSource.${field}`));
}

/** Whether the tax and the land of single enterprises are seen. */
export function seesTaxAndLand(sight: Sight): Decision {
  return all(sight, ['TaxRecord.vatNet', 'TaxRecord.corporateIncome', 'LandHolding.usedArea']);
}

/** Whether the parcels of single enterprises that bring too little are seen. */
export function seesLowParcels(sight: Sight): Decision {
  return all(sight, ['LowEfficiencyParcel.unitCode']);
}

/** Whether it is seen which enterprises differ between what was reported and what should have been. */
export function seesDifferences(sight: Sight): Decision {
  return all(sight, ['PolicyDifference.enterprise']);
}

/** Whether the rows of an execution list are seen. */
export function seesRowsOf({ madeOf }: SeenList, { viewer, may, act }: Sight): Decision {
  return may(viewer, act, { coordinate: 'ExecutionList.rows', madeOf });
}

/** Whether the figures that a line of the ledger adds up are seen one by one. */
export function seesFiguresOf({ madeOf }: SeenLedgerLine, { viewer, may, act }: Sight): Decision {
  return worst(['due', 'reported'].map((field) => may(viewer, act, { coordinate: `PolicyDifference.${field}`, madeOf })));
}

function all({ viewer, may, act }: Sight, coordinates: readonly string[]): Decision {
  return worst(coordinates.map((coordinate) => may(viewer, act, { coordinate })));
}

function any({ viewer, may, act }: Sight, coordinates: readonly string[]): Decision {
  const decisions = coordinates.map((coordinate) => may(viewer, act, { coordinate }));
  return decisions.find(({ granted }) => granted) ?? decisions[0]!;
}

function worst(decisions: readonly Decision[]): Decision {
  return decisions.find(({ granted }) => !granted) ?? { granted: true };
}
