import { PHASE_TITLES, type RoundPhase } from '../phase.js';
import type { RoundEvent } from '../round.js';
import { standingAt } from '../standing.js';

/** A moment of a round whose result is archived. */
export interface Moment {
  /** The last event that counts. */
  readonly event: number;
  /** What it is the moment of (中文). */
  readonly title: string;
  readonly dataVersion: number;
}

/** The phases at whose end V1 to V4 stand. */
const ENDS: readonly RoundPhase[] = ['COLLECTING', 'REVIEWING', 'DRAFTED', 'DECIDING'];

/** The moments of a round that something rests on: the ends of the phases that froze its data, each publication, and the last. */
export function momentsOf(events: readonly RoundEvent[]): readonly Moment[] {
  const named = new Map<number, string>();
  for (const { id, act, from, phase } of events) {
    if (act !== 'ADVANCED') continue;
    if (phase === 'PUBLISHED') named.set(id, PHASE_TITLES.PUBLISHED);
    else if (from && ENDS.includes(from)) named.set(id, `${PHASE_TITLES[from]}结束`);
  }
  const last = events.at(-1)?.id;
  if (last !== undefined && !named.has(last)) named.set(last, '归档时');
  return [...named].flatMap(([event, title]) => {
    const { dataVersion } = standingAt(events, event);
    return dataVersion === undefined ? [] : [{ event, title, dataVersion }];
  });
}
