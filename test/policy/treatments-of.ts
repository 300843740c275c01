import { describeProblem } from '../../src/policy/problem.js';
import { parseTreatments } from '../../src/policy/treatment-parse.js';
import type { TreatmentSet } from '../../src/policy/treatment.js';
import { EVENT_DEFINITIONS, FACTS } from './vocabulary.js';

/** The treatments of a text that must have no problem. */
export function treatmentsOf(text: string): TreatmentSet {
  const parsed = parseTreatments(text, { file: 'treatments.yaml', facts: FACTS, events: EVENT_DEFINITIONS });
  if ('problems' in parsed) throw new Error(parsed.problems.map(describeProblem).join('\n'));
  return parsed.set;
}
