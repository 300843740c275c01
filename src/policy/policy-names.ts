import { factNames, type FactNames } from '../grading/explain-indicator.js';
import type { FactDefinition } from '../grading/fact.js';
import type { Scheme } from '../grading/scheme.js';
import type { Vocabulary } from './vocabulary.js';

/** What the facts and events of a scheme are called, for sheets and comparisons (中文). */
export interface PolicyNames extends FactNames {
  readonly event: (code: string) => string;
  readonly kind: (fact: string) => FactDefinition['kind'];
}

/** Names by the departments' definitions, the county's declarations and the scheme's own sums; an unknown id stands for itself. */
export function policyNames(scheme: Scheme, { facts, events }: Vocabulary): PolicyNames {
  const kinds = new Map(facts.map((fact) => [fact.id, fact.kind]));
  const titles = new Map(events.map((event) => [event.code, event.title]));
  return {
    ...factNames(scheme, facts),
    event: (code) => titles.get(code) ?? code,
    kind: (fact) => kinds.get(fact) ?? 'number',
  };
}
