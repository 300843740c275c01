import type { FactBehind } from '../../assessment/fact-behind.js';
import type { objection } from '../objections/table.js';
import { comparePhases, type RoundPhase } from '../phase.js';
import type { Answer } from './answers.js';

/** How an item of a sheet stands (contract/round.graphql). */
export type ItemState = 'SHOWN' | 'CONFIRMED' | 'SILENT' | 'CONTESTED' | 'UPHELD' | 'CORRECTED' | 'WITHDRAWN';

/** What a round knows of what was said of items. */
export interface Said {
  readonly phase: RoundPhase;
  /** The event that took V1 last. */
  readonly taken: number | undefined;
  /** What the items that were confirmed said then. */
  readonly confirmed: ReadonlyMap<string, string>;
  readonly objections: ReadonlyMap<number, typeof objection.$inferSelect>;
  /** What an item said before V1 was taken anew; undefined: it was taken once. */
  readonly statedBefore: ((creditCode: string, fact: FactBehind) => string | undefined) | undefined;
  /** What it said at V1; undefined: nothing was put right since. */
  readonly statedFirst: ((creditCode: string, fact: FactBehind) => string | undefined) | undefined;
}

/** An item, and what it says now. */
interface About {
  readonly id: string;
  readonly creditCode: string;
  readonly fact: FactBehind;
  readonly stated: string;
}

/** How an item stands: what was said of it counts for as long as it says the same. */
export function itemState(said: Said, answer: Answer | undefined, about: About): ItemState {
  const { creditCode, fact, id, stated } = about;
  if (answer?.objection !== undefined) {
    const objected = said.objections.get(answer.objection);
    if (objected?.state === 'SUBMITTED' || objected?.state === 'FORWARDED') return 'CONTESTED';
    // V1 taken anew brings what departments handed over meanwhile.
    const isOld = said.statedBefore !== undefined && said.taken !== undefined && answer.event.id < said.taken;
    const isSame = !isOld || said.statedBefore!(creditCode, fact) === stated;
    if (objected && isSame) {
      if (objected.state === 'WITHDRAWN') return 'WITHDRAWN';
      return objected.verdict === 'REJECTED' ? 'UPHELD' : 'CORRECTED';
    }
  } else if (answer && said.confirmed.get(id) === stated) return 'CONFIRMED';
  if (said.statedFirst && said.statedFirst(creditCode, fact) !== stated) return 'CORRECTED';
  return comparePhases(said.phase, 'CONFIRMING') > 0 ? 'SILENT' : 'SHOWN';
}
