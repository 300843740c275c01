import { byText } from './grouped.js';
import type { Contract } from './contract.js';
import type { LandOn } from './land-on.js';
import type { Transfer } from './records.js';

/** The party to which a contract's obligations have come by a day; null: it is not said. */
export function holderOf(contract: Contract, land: Pick<LandOn, 'successors' | 'sales'>): string | null {
  const { supply } = contract;
  const sale = latestSale(contract, supply.signedOn, land);
  return sale ? sale.buyerId : supply.holderId;
}

/** The latest 转让 of one of a contract's parcels after a day, of those that they were divided into too; of any day where none is given. */
export function latestSale(
  { records }: Pick<Contract, 'records'>,
  after: string | null,
  { successors, sales }: Pick<LandOn, 'successors' | 'sales'>,
): Transfer | undefined {
  if (sales.size === 0) return undefined;
  const codes = new Set(records.parcels.flatMap(({ code }) => successors.following(code)));
  let latest: Transfer | undefined;
  for (const code of codes) {
    const last = sales.get(code)?.at(-1);
    if (last && isAfter(last, after) && (!latest || byDay(last, latest) > 0)) latest = last;
  }
  return latest;
}

function isAfter({ date }: Transfer, day: string | null): boolean {
  return day === null || (date !== null && date > day);
}

function byDay(a: Transfer, b: Transfer): number {
  return byText(a.date, b.date) || byText(a.number, b.number);
}
