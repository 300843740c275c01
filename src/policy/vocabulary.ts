import type { EventDefinition, FactDefinition } from '../grading/fact.js';

/** What a scheme may name: the facts and events that departments hand over or the county declares. */
export interface Vocabulary {
  readonly facts: readonly FactDefinition[];
  readonly events: readonly EventDefinition[];
}

/** Those facts and events whose names stand in a text. */
export function namedIn(text: string, { facts, events }: Vocabulary): Vocabulary {
  return { facts: facts.filter(({ id }) => text.includes(id)), events: events.filter(({ code }) => text.includes(code)) };
}

/**
 * What a scheme may name, its county's own facts and events as they were declared when it was read. Whose a fact is, is
 * as it is now: who may see it is decided today.
 */
export function asDeclaredFor({ declared }: { readonly declared: Vocabulary }, { facts, events }: Vocabulary): Vocabulary {
  const owners = new Map(facts.map(({ id, department }) => [id, department]));
  const then = declared.facts.map((fact) => ({ ...fact, department: owners.get(fact.id) ?? fact.department }));
  return {
    facts: [...new Map([...facts, ...then].map((fact) => [fact.id, fact])).values()],
    events: [...new Map([...events, ...declared.events].map((event) => [event.code, event])).values()],
  };
}

/** A vocabulary looked up by id, with the derived sums of the scheme being read. */
export class Names {
  private readonly facts: ReadonlyMap<string, FactDefinition['kind']>;
  private readonly events: ReadonlySet<string>;
  private readonly derived = new Set<string>();

  constructor(vocabulary: Vocabulary) {
    this.facts = new Map(vocabulary.facts.map((fact) => [fact.id, fact.kind]));
    this.events = new Set(vocabulary.events.map((event) => event.code));
  }

  /** The kind of a fact that was handed over; undefined if nobody hands over such a fact. */
  factKind(id: string): FactDefinition['kind'] | undefined {
    return this.facts.get(id);
  }

  /** The kind of a fact or derived sum. */
  kind(id: string): FactDefinition['kind'] | undefined {
    return this.derived.has(id) ? 'number' : this.facts.get(id);
  }

  isDerived(id: string): boolean {
    return this.derived.has(id);
  }

  hasEvent(code: string): boolean {
    return this.events.has(code);
  }

  addDerived(id: string): void {
    this.derived.add(id);
  }
}
