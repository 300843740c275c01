import { commitmentsOf, latestCheck, stateOf } from '../commitments.js';
import type { Contract } from '../contract.js';
import { daysBetween } from '../days.js';
import type { OutputContract } from '../records.js';
import type { Reckoning } from '../reckoning.js';
import type { LandAlert } from './alert.js';

/** What is not kept of an output contract, not checked, or not put right in time. */
export function* outputAlerts(output: OutputContract, contract: Contract, reckoning: Reckoning): Iterable<LandAlert> {
  const { on } = reckoning;
  const { town, zone } = contract.supply;
  const of = { key: output.number, amount: null, town, zone };
  const { due } = contract.capacityDue(output);
  for (const { indicator, promised, state } of commitmentsOf(output, reckoning)) {
    if (state === 'UNMET') yield { ...of, code: 'COMMITMENT_UNMET', subject: indicator, due, days: null };
    const check = latestCheck(output, indicator, reckoning);
    const rectifyBy = check?.rectifyBy ?? null;
    if (check?.actual && promised.sign > 0 && rectifyBy !== null && rectifyBy < on) {
      if (stateOf(check.actual.over(promised), output.tolerance) !== 'UNMET') continue;
      yield { ...of, code: 'RECTIFICATION_OVERDUE', subject: indicator, due: rectifyBy, days: daysBetween(rectifyBy, on) };
    }
  }
  const isChecked = reckoning.land.checks.get(output.number)?.some(({ node }) => node === '达产') ?? false;
  if (due !== null && due < on && !isChecked) yield { ...of, code: 'CHECK_OVERDUE', subject: '达产', due, days: daysBetween(due, on) };
}
