import { comparePhases, type RoundPhase } from './phase.js';
import type { RoundEvent } from './round.js';

/** What of a round counts after one of its events; worked out of its events alone, so that any earlier moment can be given again. */
export interface Standing {
  /** The last event that counts. */
  readonly event: number;
  /** V1, the hub's data version when COLLECTING ended last, or that with the round's own corrections; undefined: it has not. */
  readonly dataVersion: number | undefined;
  /** The objections that hold their enterprise, by credit code. */
  readonly open: ReadonlyMap<string, readonly number[]>;
  /** Those whose silence holds them, by the rule HELD, until a verdict releases them. */
  readonly silent: ReadonlySet<string>;
}

/** @param upTo the last event that counts; all unless given */
export function standingAt(events: readonly RoundEvent[], upTo = Infinity): Standing {
  const open = new Map<string, number[]>();
  let silent = new Set<string>();
  let event = 0;
  let dataVersion: number | undefined;
  for (const each of events) {
    if (each.id > upTo) break;
    event = each.id;
    if (each.from === 'COLLECTING' && each.act === 'ADVANCED') dataVersion = Number(each.detail['dataVersion']);
    if (each.from === 'CONFIRMING' && each.act === 'ADVANCED') silent = new Set((each.detail['held'] as string[] | undefined) ?? []);
    if (each.act === 'WENT_BACK' && comparePhases(each.phase, 'CONFIRMING') <= 0) silent = new Set();
    if (each.act === 'OBJECTION_DECIDED' && each.creditCode !== null) silent.delete(each.creditCode);
    // A verdict that put records right says what the round's data are from then on.
    if (typeof each.detail['roundVersion'] === 'number') dataVersion = each.detail['roundVersion'];
    const { creditCode } = each;
    const objection = Number(each.detail['objection']);
    if (creditCode === null || Number.isNaN(objection)) continue;
    const its = open.get(creditCode)?.filter((id) => id !== objection) ?? [];
    if (each.act === 'OBJECTED' && each.detail['late'] !== true) its.push(objection);
    if (['OBJECTED', 'OBJECTION_DECIDED', 'OBJECTION_WITHDRAWN'].includes(each.act)) open.set(creditCode, its);
  }
  return { event, dataVersion, open: new Map([...open].filter(([, its]) => its.length > 0)), silent };
}

/** The event that ended a phase last; undefined: it goes on, or was not reached since the round was taken back. */
export function endOf(events: readonly RoundEvent[], phase: RoundPhase): RoundEvent | undefined {
  const end = events.findLast(({ act, from }) => act === 'ADVANCED' && from === phase);
  const isBack = events.findLast(({ act, phase: to }) => act === 'WENT_BACK' && comparePhases(to, phase) <= 0);
  return end && (isBack === undefined || isBack.id < end.id) ? end : undefined;
}

/** The event that began a phase last; undefined: it was not reached. */
export function beginningOf(events: readonly RoundEvent[], phase: RoundPhase): RoundEvent | undefined {
  return events.findLast(({ act, phase: to }) => to === phase && (act === 'OPENED' || act === 'ADVANCED' || act === 'WENT_BACK'));
}
