import type { Contract } from '../contract.js';
import { daysBetween, plusDays, plusYears } from '../days.js';
import type { LedgerRow } from '../ledger-row.js';
import type { LandNumbers } from '../numbers.js';
import type { LandAlert } from './alert.js';

/** What is to be done about a contract that stands among the idle. */
export function* idleAlerts(row: LedgerRow, contract: Contract, numbers: LandNumbers): Iterable<LandAlert> {
  const { on } = contract;
  const { key, since, town, zone } = row;
  const of = { key, subject: null, amount: null, town, zone };
  const raised = (code: LandAlert['code'], due: string): LandAlert => ({ ...of, code, due, days: daysBetween(due, on) });
  if (row.state === 'SUSPECTED' && since !== null) {
    yield raised('IDLE_SUSPECTED', since);
    const investigated = plusDays(since, numbers.investigationDays);
    if (on > investigated && !hasOpenCase(contract)) yield raised('INVESTIGATION_OVERDUE', investigated);
  }
  if (row.overTwoYears) yield raised('IDLE_TWO_YEARS', plusDays(plusYears(contract.due('动工').due!, numbers.idleWithdrawalYears), 1));
  const { idleCase } = row;
  if (idleCase?.cause === '企业' && idleCase.recognisedOn !== null && !(idleCase.feePaidOn !== null && idleCase.feePaidOn <= on)) {
    const amount = idleCase.fee ?? contract.supply.price?.times(numbers.idleFee) ?? null;
    yield { ...raised('IDLE_FEE', idleCase.recognisedOn), amount };
  }
}

function hasOpenCase({ records, on }: Contract): boolean {
  return records.cases.some(({ finishedOn }) => finishedOn === null || on < finishedOn);
}
