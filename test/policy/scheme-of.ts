import type { Scheme } from '../../src/grading/scheme.js';
import { parseScheme } from '../../src/policy/parse-scheme.js';
import { describeProblem } from '../../src/policy/problem.js';
import { EVENT_DEFINITIONS, FACTS } from './vocabulary.js';

/** The scheme of a text that must have no problem. */
export function schemeOf(text: string): Scheme {
  const parsed = parseScheme(text, { file: 'scheme.yaml', facts: FACTS, events: EVENT_DEFINITIONS });
  if ('problems' in parsed) throw new Error(parsed.problems.map(describeProblem).join('\n'));
  return parsed.scheme;
}

/** The problems of a text, as `line:column path: message`. */
export function problemsOf(text: string): readonly string[] {
  const parsed = parseScheme(text, { file: 'f', facts: FACTS, events: EVENT_DEFINITIONS });
  return 'problems' in parsed ? parsed.problems.map((problem) => describeProblem(problem).slice(2)) : [];
}
