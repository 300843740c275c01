import { DISCLOSURE_THRESHOLD } from '../access/grants.js';
import type { Decision } from '../access/may.js';
import type { SeenList } from './desk.js';
import { addendsOfRows } from './execution-rows.js';
import { seesRowsOf, type Sight } from './single-sight.js';
import { partsOf } from './sum-parts.js';
import type { ToldSums } from './told-sums.js';

/** Whether it may be told that a list has so many rows: of three enterprises or more, to who does not see the rows. */
export function listMayBeTold(list: SeenList, sight: Sight): Decision {
  const enterprises = new Set(list.rows.map(([creditCode]) => creditCode)).size;
  return enterprises > 0 && enterprises < DISCLOSURE_THRESHOLD ? seesRowsOf(list, sight) : { granted: true };
}

/**
 * Whether the total of a list may be told, beside what a what-if and the ledger tell of the same policy.
 * @returns granted, or for want of whose rows not
 */
export async function listTotalMayBeTold(list: SeenList, asked: Sight & { readonly toldSums: Pick<ToldSums, 'mayTell'> }): Promise<Decision> {
  const sight = seesRowsOf(list, asked);
  if (sight.granted) return sight;
  const [told] = await asked.toldSums.mayTell(`${list.kind} ${list.year}`, [partsOf(addendsOfRows(list.kind, list.rows))]);
  return told ? { granted: true } : sight;
}
