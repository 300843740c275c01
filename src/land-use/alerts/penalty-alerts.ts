import { Rational } from '../../grading/rational.js';
import type { Contract } from '../contract.js';
import { daysBetween, earlierDay } from '../days.js';
import type { LandAlert } from './alert.js';

const HUNDRED = Rational.integer(100);
const THOUSAND = Rational.integer(1000);

/** What a late start or completion costs by the rate of the contract's own row (indicative). */
export function* penaltyAlerts(contract: Contract): Iterable<LandAlert> {
  const { startPenaltyRate, completionPenaltyRate } = contract.supply;
  yield* penaltyAlert(contract, '动工', startPenaltyRate);
  yield* penaltyAlert(contract, '竣工', completionPenaltyRate);
}

function* penaltyAlert(contract: Contract, subject: '动工' | '竣工', rate: Rational | undefined): Iterable<LandAlert> {
  const { number: key, price, penaltyCap, town, zone } = contract.supply;
  const { due } = contract.due(subject);
  if (due === null || !rate || !price) return;
  const days = daysBetween(due, earlierDay(contract.on, contract.doneOn(subject) ?? contract.on));
  if (days <= 0) return;
  const accrued = price.times(rate).times(Rational.integer(days)).over(THOUSAND);
  const amount = penaltyCap ? Rational.min(penaltyCap.times(price).over(HUNDRED), accrued) : accrued;
  yield { code: 'PENALTY', key, subject, due, days, amount, town, zone };
}
