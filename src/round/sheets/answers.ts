import type { RoundEvent } from '../round.js';

/** The last thing that was said of an item. */
export interface Answer {
  readonly event: RoundEvent;
  /** The objection; undefined: it was confirmed. */
  readonly objection: number | undefined;
}

/** The items that an event is about. */
function itemsOf({ act, detail }: RoundEvent): readonly string[] {
  if (act === 'ITEMS_CONFIRMED') return detail['items'] as readonly string[];
  return act === 'OBJECTED' && typeof detail['item'] === 'string' ? [detail['item']] : [];
}

/** What was said last of each item, by enterprise and item: of every enterprise that said anything. */
export function answersOf(events: readonly RoundEvent[]): ReadonlyMap<string, ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Map<string, Answer>>();
  for (const event of events) {
    if (event.creditCode === null) continue;
    for (const item of itemsOf(event)) {
      const its = answers.get(event.creditCode) ?? new Map<string, Answer>();
      answers.set(
        event.creditCode,
        its.set(item, { event, objection: event.act === 'OBJECTED' ? Number(event.detail['objection']) : undefined }),
      );
    }
  }
  return answers;
}
