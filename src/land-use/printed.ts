import type { Rational } from '../grading/rational.js';
import type { LandAlert } from './alerts/alert.js';
import type { CreditEntry } from './credit/entry.js';
import type { LandFlow } from './flows.js';
import type { IndicatorRow } from './indicators/indicator-row.js';
import type { LedgerRow } from './ledger-row.js';
import type { TownScore } from './town-scores.js';

/** The places to which a value, a score or a ratio is printed, half up. */
const DECIMALS = 6;

/** A ledger row as `muhub land ledger` prints it (LANDUSE.md, The API and the command line). */
export function printLedgerRow({ kind, key, state, rule, area, since, overTwoYears, town, zone }: LedgerRow) {
  return { kind, key, state, rule, area: exactly(area), since, overTwoYears, town, zone };
}

/** An alert as `muhub land alerts` prints it. */
export function printAlert({ code, key, subject, due, days, amount }: LandAlert) {
  return { code, key, subject, due, days, amount: exactly(amount) };
}

/** An indicator as `muhub land indicators` prints it. */
export function printIndicator({ id, region, zone, year, value, numerator, denominator, target }: IndicatorRow) {
  const of = { value: rounded(value), numerator: exactly(numerator), denominator: exactly(denominator) };
  return { id, region, zone, year, ...of, target: exactly(target?.value) };
}

/** A town's score as `muhub land scores` prints it. */
export function printScore({ town, year, score, rank, below, points }: TownScore) {
  const by = Object.fromEntries(points.map(({ indicator, points: its }) => [indicator.id, rounded(its)]));
  return { town, year, score: rounded(score), rank, points: by, ...(below ? { below } : {}) };
}

/** A flow as `muhub land flows` prints it. */
export function printFlow({ kind, region, zone, opening, new: risen, disposed, closing }: LandFlow) {
  const of = { opening: exactly(opening), new: exactly(risen), disposed: exactly(disposed), closing: exactly(closing) };
  return { kind, region, zone, ...of };
}

/** What counts against an enterprise as `muhub land credit` prints it. */
export function printCredit({ creditCode, rule, key, since, until, repairedAt }: CreditEntry) {
  return { creditCode, rule: rule.id, key, since, until, repairedAt };
}

/** A value that is shown half up at 6 decimals, without trailing zeros; null where it cannot be told. */
export function rounded(value: Rational | undefined): string | null {
  return value ? value.round(DECIMALS).toString() : null;
}

function exactly(value: Rational | undefined | null): string | null {
  return value ? value.toString() : null;
}
