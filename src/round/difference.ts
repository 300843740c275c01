import { neededFacts } from '../grading/needed-facts.js';
import { Rational } from '../grading/rational.js';
import { valueAt } from '../grading/value-at.js';
import type { RoundGraded } from './graded.js';
import type { RoundEvent } from './round.js';

/** Why an enterprise has another class: by its own verdict, adjustment or data; or a place that another's freed or took. */
export type ChangeReason = 'OWN_OBJECTION' | 'OWN_ADJUSTMENT' | 'OWN_DATA' | 'PLACE_MOVED';

/** An enterprise whose class is another than it was. */
export interface RoundChange {
  readonly creditCode: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly because: ChangeReason;
  /** Of a verdict or adjustment. */
  readonly document: string | undefined;
}

/**
 * Every enterprise whose class differs between two moments of a round, by credit code, with why.
 * @param events those of the round; what happened between the two moments tells the reason
 */
export function roundDifference(before: RoundGraded, after: RoundGraded, events: readonly RoundEvent[]): readonly RoundChange[] {
  const since = events.filter(({ id }) => id > before.standing.event && id <= after.standing.event);
  const old = new Map(before.assessment.results.map((result) => [result.creditCode, result]));
  const changes: RoundChange[] = [];
  for (const { creditCode, final } of after.assessment.results) {
    const was = old.get(creditCode);
    old.delete(creditCode);
    if (was?.final === final) continue;
    changes.push({ creditCode, before: was?.final, after: final, ...reasonOf(creditCode, before, after, since) });
  }
  for (const { creditCode, final } of old.values()) {
    if (final !== undefined) changes.push({ creditCode, before: final, after: undefined, because: 'OWN_DATA', document: undefined });
  }
  return changes.sort((a, b) => (a.creditCode < b.creditCode ? -1 : 1));
}

const OBJECTION = ['OBJECTED', 'OBJECTION_DECIDED', 'OBJECTION_WITHDRAWN'];

function reasonOf(
  creditCode: string,
  before: RoundGraded,
  after: RoundGraded,
  since: readonly RoundEvent[],
): Pick<RoundChange, 'because' | 'document'> {
  const own = since.filter((event) => event.creditCode === creditCode);
  const last = (acts: readonly string[]) => own.findLast(({ act }) => acts.includes(act));
  const objection = last(OBJECTION);
  if (objection) return { because: 'OWN_OBJECTION', document: objection.document ?? undefined };
  // Who was held for silence counts like who contests.
  if (before.standing.silent.has(creditCode) !== after.standing.silent.has(creditCode))
    return { because: 'OWN_OBJECTION', document: undefined };
  const adjustment = adjustmentChanged(creditCode, before, after);
  if (adjustment) return { because: 'OWN_ADJUSTMENT', document: adjustment };
  const error = last(['OWN_ERROR_CORRECTED']);
  if (error) return { because: 'OWN_DATA', document: error.document ?? undefined };
  return { because: dataChanged(creditCode, before, after) ? 'OWN_DATA' : 'PLACE_MOVED', document: undefined };
}

/** The document of an adjustment that counts now and did not, or the other way round. */
function adjustmentChanged(creditCode: string, before: RoundGraded, after: RoundGraded): string | undefined {
  const of = ({ adjustments }: RoundGraded) => adjustments.filter((each) => each.creditCode === creditCode);
  const [was, is] = [of(before), of(after)];
  const come = is.find(({ id }) => !was.some((each) => each.id === id));
  return (come ?? was.find(({ id }) => !is.some((each) => each.id === id)))?.document;
}

/** Whether a fact that the scheme reads is another for the enterprise. */
function dataChanged(creditCode: string, before: RoundGraded, after: RoundGraded): boolean {
  if (before.population === after.population) return false;
  const [was, is] = [before.population, after.population].map(({ creditCodes }) => creditCodes.indexOf(creditCode)) as [number, number];
  if (was < 0 || is < 0) return true;
  const text = ({ population }: RoundGraded, row: number, fact: string, year: number) => {
    const column = population.column(fact, year);
    const value = column && valueAt(column, row);
    return value instanceof Rational ? value.toString() : value;
  };
  const { scheme, year } = after.assessment;
  const isFact = neededFacts(scheme, year).some(
    (need) => text(before, was, need.fact, need.year) !== text(after, is, need.fact, need.year),
  );
  const happened = ({ population }: RoundGraded, row: number) =>
    population.events
      .flatMap((event) => (event.row === row ? [`${event.code} ${event.date}`] : []))
      .sort()
      .join();
  return isFact || happened(before, was) !== happened(after, is);
}
