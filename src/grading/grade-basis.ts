import { neededFacts, type NeededFact } from './needed-facts.js';
import type { Condition, Group, Scheme } from './scheme.js';

/** An event of these years, both included, that a scheme asks for. */
export interface NeededEvent {
  readonly event: string;
  readonly from: number;
  readonly to: number;
}

/** What the grade of an enterprise rests on. */
export interface GradeBasis {
  readonly facts: readonly NeededFact[];
  readonly events: readonly NeededEvent[];
}

/**
 * The facts and events that decide the grade of an enterprise in a group of the scheme: those of its states, of the
 * scopes tried until its own held, of its group and of the overrides. What only other groups ask for is left out.
 *
 * @param group undefined: in no group, so that every scope was tried.
 */
export function gradeBasis(scheme: Scheme, group: Group | undefined, year: number): GradeBasis {
  const tried = group ? scheme.groups.slice(0, scheme.groups.indexOf(group)) : scheme.groups;
  const groups = [...tried.map(scopeOnly), ...(group ? [group] : [])];
  return { facts: neededFacts({ ...scheme, groups }, year), events: neededEvents({ ...scheme, groups }, year) };
}

function scopeOnly(group: Group): Group {
  return { ...group, rankWithin: [], indicators: [], extras: [] };
}

function neededEvents({ states, inherits, groups, overrides }: Scheme, year: number): readonly NeededEvent[] {
  const conditions = [
    ...states.map(({ when }) => when),
    ...(inherits ? [inherits] : []),
    ...groups.flatMap(({ when, extras }) => [when, ...extras.flatMap((extra) => (extra.by === 'condition' ? [extra.when] : []))]),
    ...overrides.map(({ when }) => when),
  ];
  const events = conditions
    .flatMap(eventsIn)
    .map(({ event, withinYears }): NeededEvent => ({ event, from: year - withinYears + 1, to: year }));
  return [...new Map(events.map((needed) => [`${needed.event} ${needed.from}`, needed])).values()];
}

function eventsIn(condition: Condition): readonly Extract<Condition, { kind: 'event' }>[] {
  switch (condition.kind) {
    case 'event':
      return [condition];
    case 'all':
    case 'any':
      return condition.of.flatMap(eventsIn);
    case 'not':
      return eventsIn(condition.of);
    default:
      return [];
  }
}
