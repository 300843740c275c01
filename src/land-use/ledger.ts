import { idleRow } from './idle.js';
import { inefficientRows } from './inefficient.js';
import { byKeyAndKind, type LedgerRow } from './ledger-row.js';
import type { Reckoning } from './reckoning.js';
import { unsuppliedRow } from './unsupplied.js';

/** The three kinds of land to be disposed of, each contract, parcel or project in one at most (LANDUSE.md); by key, kind. */
export function ledgerOn(reckoning: Reckoning): readonly LedgerRow[] {
  const idle = idleRows(reckoning);
  const rows = [...unsuppliedRows(reckoning), ...idle];
  for (const row of inefficientRows(reckoning, parcelsOf(idle, reckoning))) rows.push(row);
  return rows.sort(byKeyAndKind);
}

/** What was approved and not yet supplied. */
export function unsuppliedRows({ land, numbers, on }: Pick<Reckoning, 'land' | 'numbers' | 'on'>): readonly LedgerRow[] {
  return [...land.projects.values()].flatMap((project) => unsuppliedRow(project, on, numbers.approvalYears) ?? []);
}

/** What is idle, or may be. */
export function idleRows({ land, numbers }: Pick<Reckoning, 'land' | 'numbers'>): readonly LedgerRow[] {
  return [...land.contracts.values()].flatMap((contract) => idleRow(contract, numbers) ?? []);
}

/** The parcels of idle contracts, which stand in no later kind. */
function parcelsOf(idle: readonly LedgerRow[], { land }: Reckoning): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const { key } of idle) {
    for (const { code } of land.contracts.get(key)!.records.parcels) for (const each of land.successors.following(code)) taken.add(each);
  }
  return taken;
}
