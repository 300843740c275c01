import { Rational } from '../../grading/rational.js';
import { plusDays } from '../days.js';
import type { Payment } from '../records.js';
import type { Reckoning } from '../reckoning.js';
import type { Counted } from './entry.js';

/** Contracts whose land is recognised as idle by the enterprise's own fault; repaired when the case is finished. */
export function idleByEnterprise({ land, holders }: Reckoning): readonly Counted[] {
  return [...land.contracts.values()].flatMap((contract) => {
    const cases = contract.records.cases.filter(({ cause, recognisedOn }) => cause === '企业' && recognisedOn !== null);
    const [first] = cases;
    if (!first) return [];
    const ends = cases.map(({ finishedOn }) => finishedOn);
    return [{ ...of(contract.supply.number, holders.of(contract)), since: first.recognisedOn!, repairedAt: lastOf(ends) }];
  });
}

/** Contracts with an instalment unpaid for more than some days; repaired when all that were so late are paid. */
export function overdueInstalments({ land, holders, on }: Reckoning, days: number): readonly Counted[] {
  return [...land.contracts.values()].flatMap((contract) => {
    const late = contract.records.payments.flatMap((payment) => lateFrom(payment, days, on) ?? []);
    const since = late.map(({ from }) => from).sort()[0];
    if (since === undefined) return [];
    return [{ ...of(contract.supply.number, holders.of(contract)), since, repairedAt: lastOf(late.map(({ paidOn }) => paidOn)) }];
  });
}

/** Contracts that were ended; nothing repairs it. */
export function terminated({ land, holders }: Reckoning): readonly Counted[] {
  return [...land.contracts.values()].flatMap((contract) => {
    const end = contract.records.milestones.find(({ event }) => event === '解除');
    return end ? [{ ...of(contract.supply.number, holders.of(contract)), since: end.date, repairedAt: undefined }] : [];
  });
}

function of(key: string, creditCode: string | undefined): Pick<Counted, 'key' | 'creditCode'> {
  return { key, creditCode };
}

/** From when an instalment was late by more than some days, and when it was paid in full; undefined: it never was by then. */
function lateFrom({ dueOn, amount, paidOn, paid }: Payment, days: number, on: string) {
  if (dueOn === null) return undefined;
  const from = plusDays(dueOn, days + 1);
  const isPaid = paidOn !== null && (!amount || !paid || amount.minus(paid).compare(Rational.ZERO) <= 0);
  if (from > on || (isPaid && paidOn < from)) return undefined;
  return { from, paidOn: isPaid ? paidOn : null };
}

/** The last of some days; undefined while one of them has not come. */
function lastOf(days: readonly (string | null)[]): string | undefined {
  const known = days.filter((day) => day !== null);
  return known.length === days.length ? known.sort().at(-1) : undefined;
}
