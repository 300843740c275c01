import type { EventDefinition, FactDefinition } from '../grading/fact.js';

/** What a scheme may name: the facts and events that departments hand over or the county declares. */
export interface Vocabulary {
  readonly facts: readonly FactDefinition[];
  readonly events: readonly EventDefinition[];
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
