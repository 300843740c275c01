import type { DepartmentId } from '../grading/fact.js';
import { gradeBasis, type NeededEvent } from '../grading/grade-basis.js';
import { operandFacts, type NeededFact } from '../grading/needed-facts.js';
import type { Group, Indicator, Scheme } from '../grading/scheme.js';
import type { Vocabulary } from '../policy/vocabulary.js';

/** A fact or event that a grade rests on: what it is called, whose it is, and of which year. */
export interface FactBehind {
  /** The fact's id, or the event's code. */
  readonly id: string;
  readonly title: string;
  readonly unit: string | undefined;
  readonly department: DepartmentId;
  readonly year: number;
  /** Of an event: the years whose events count. */
  readonly event: NeededEvent | undefined;
}

/** What the grades of an assessment rest on; the same list for every enterprise of a group, whatever was handed over. */
export interface FactsBehind {
  ofGrade(group: Group | undefined): readonly FactBehind[];
  ofNumerator(indicator: Indicator): readonly FactBehind[];
  ofDenominator(indicator: Indicator): readonly FactBehind[];
}

/** @param vocabulary gives titles, units and departments */
export function factsBehind(scheme: Scheme, year: number, vocabulary: Vocabulary): FactsBehind {
  const facts = new Map(vocabulary.facts.map((fact) => [fact.id, fact]));
  const events = new Map(vocabulary.events.map((event) => [event.code, event]));
  const named = ({ fact: id, year: of }: NeededFact): FactBehind => {
    const found = facts.get(id);
    return { id, title: found?.title ?? id, unit: found?.unit, department: found?.department ?? 'county', year: of, event: undefined };
  };
  const happened = (event: NeededEvent): FactBehind => {
    const title = events.get(event.event)?.title ?? event.event;
    return { id: event.event, title, unit: undefined, department: 'county', year: event.to, event };
  };
  const operand = (part: 'numerator' | 'denominator') =>
    remembered((indicator: Indicator) => (indicator[part] ? operandFacts(scheme, indicator, indicator[part], year).map(named) : []));
  return {
    ofGrade: remembered((group: Group | undefined) => {
      const basis = gradeBasis(scheme, group, year);
      return [...basis.facts.map(named), ...basis.events.map(happened)];
    }),
    ofNumerator: operand('numerator'),
    ofDenominator: operand('denominator'),
  };
}

function remembered<K>(work: (key: K) => readonly FactBehind[]): typeof work {
  const known = new Map<K, readonly FactBehind[]>();
  return (key) => {
    const found = known.get(key) ?? work(key);
    known.set(key, found);
    return found;
  };
}
