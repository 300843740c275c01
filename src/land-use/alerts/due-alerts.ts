import type { Rational } from '../../grading/rational.js';
import type { Contract } from '../contract.js';
import { daysBetween, plusDays } from '../days.js';
import type { LandNumbers } from '../numbers.js';
import type { Payment } from '../records.js';
import type { LandAlert } from './alert.js';

const WATCHED = ['交地', '动工', '竣工'] as const;

/** What is due soon or overdue: steps that are not done, and instalments that are not paid. */
export function* dueAlerts(contract: Contract, { reminderDays }: LandNumbers): Iterable<LandAlert> {
  for (const step of WATCHED) {
    if (contract.doneOn(step) === undefined) yield* dueAlert(contract, step, contract.due(step).due, null, reminderDays);
  }
  for (const payment of contract.records.payments) {
    const rest = unpaid(payment, contract.on);
    if (rest === undefined || rest.sign > 0) yield* dueAlert(contract, payment.instalment, payment.dueOn, rest ?? null, reminderDays);
  }
}

function* dueAlert(
  { supply, on }: Contract,
  subject: string,
  due: string | null,
  amount: Rational | null,
  within: number,
): Iterable<LandAlert> {
  if (due === null || due > plusDays(on, within)) return;
  const { number: key, town, zone } = supply;
  if (due < on) yield { code: 'OVERDUE', key, subject, due, days: daysBetween(due, on), amount, town, zone };
  else yield { code: 'DUE_SOON', key, subject, due, days: daysBetween(on, due), amount, town, zone };
}

/** The rest of an instalment, 万元: paid is what has its day of payment by then; undefined where it cannot be told. */
export function unpaid({ amount, paidOn, paid }: Payment, on: string): Rational | undefined {
  if (paidOn === null || paidOn > on) return amount;
  return amount && paid && amount.minus(paid);
}
