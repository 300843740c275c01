import { and, eq, isNull, isNotNull } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { gradeBasis } from '../grading/grade-basis.js';
import { neededFacts } from '../grading/needed-facts.js';
import type { Scheme } from '../grading/scheme.js';
import { recordSets } from '../intake/record-sets.js';
import { handover } from '../intake/table.js';
import { onRound } from './on-round.js';
import { issue, refuseIf, type RoundIssue } from './refused.js';
import { recordStep, type Actor, type Round, type RoundEvent } from './round.js';

/** The datasets that hold a fact or event named by a scheme's text, by id. */
export function datasetsOfScheme(scheme: Scheme, year: number): readonly string[] {
  const facts = new Set(neededFacts(scheme, year).map(({ fact }) => fact));
  const hasEvents = scheme.groups.some((group) => gradeBasis(scheme, group, year).events.length > 0);
  return [...recordSets.values()]
    .filter(({ dataset }) => dataset.facts.some(({ id }) => facts.has(id)) || (hasEvents && dataset.id === 'events'))
    .map(({ dataset }) => dataset.id);
}
