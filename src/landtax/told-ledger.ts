import type { Decision } from '../access/may.js';
import type { SeenLedgerLine } from './ledger.js';
import { ABOUT } from './ledger-measures.js';
import { seesFiguresOf, type Sight } from './single-sight.js';
import type { ToldSums } from './told-sums.js';

/** What a line tells: what was due, what was reported; where both are told, the difference. */
export type LedgerSum = 'due' | 'reported';

/**
 * Whether sums of a line may be told to the viewer: beside those of the other quarters, and what is due beside what a
 * what-if tells of the same policy.
 * @returns granted, or for want of whose figures not
 */
export async function lineMayBeTold(line: SeenLedgerLine, sums: readonly LedgerSum[], asked: Sight & { readonly toldSums: Pick<ToldSums, 'mayTell'> }): Promise<Decision> {
  const sight = seesFiguresOf(line, asked);
  if (sight.granted) return sight;
  const { measure, year, parts } = line;
  const told = await asked.toldSums.mayTell(`${ABOUT[measure].kind ?? measure} ${year}`, sums.map((sum) => parts()[sum]));
  return told.every((each) => each) ? { granted: true } : sight;
}
