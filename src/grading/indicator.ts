import type { FactTable } from './fact-table.js';
import { Rational } from './rational.js';
import type { Indicator } from './scheme.js';

export type MissingReason = 'FACT_MISSING' | 'DENOMINATOR_NOT_POSITIVE' | 'ZERO_REPORTED';

/** An indicator of one enterprise: its value, or why it has none; numerator and denominator where they are known. */
export interface IndicatorValue {
  readonly numerator: Rational | undefined;
  /** Undefined where missing, or where the indicator has none. */
  readonly denominator: Rational | undefined;
  readonly value: Rational | undefined;
  readonly missing: MissingReason | undefined;
}

/** The values of an indicator for the given rows, in the assessment year or `back` years before it. */
export function indicatorValues(indicator: Indicator, facts: FactTable, rows: readonly number[], back = 0): readonly IndicatorValue[] {
  return rows.map(indicatorValueOf(indicator, facts, back));
}

/**
 * The value of an indicator of a row, in the assessment year or `back` years before it (SCHEME.md, Values). Rounded
 * once by `value_decimals`, where given.
 */
export function indicatorValueOf(indicator: Indicator, facts: FactTable, back = 0): (row: number) => IndicatorValue {
  const now = quotientOf(indicator, facts, back);
  const changed = indicator.growth ? growthOf(now, quotientOf(indicator, facts, back + 1)) : now;
  const valueOf = indicator.decline ? turned(changed) : changed;
  const { valueDecimals } = indicator;
  if (valueDecimals === undefined) return valueOf;
  return (row) => {
    const found = valueOf(row);
    return found.value ? { ...found, value: found.value.round(valueDecimals) } : found;
  };
}

function quotientOf(indicator: Indicator, facts: FactTable, back: number): (row: number) => IndicatorValue {
  const year = facts.year - back;
  const numeratorOf = facts.number(indicator.numerator.fact, year + indicator.numerator.year);
  const denominatorOf = indicator.denominator && facts.number(indicator.denominator.fact, year + indicator.denominator.year);
  return (row) => {
    const numerator = numeratorOf(row);
    const denominator = denominatorOf?.(row);
    const lacking = (missing: MissingReason): IndicatorValue => ({ numerator, denominator, value: undefined, missing });
    if (!numerator || (denominatorOf && !denominator)) return lacking('FACT_MISSING');
    if (denominator && denominator.sign <= 0) return lacking('DENOMINATOR_NOT_POSITIVE');
    if (indicator.zeroIsMissing && numerator.sign === 0) return lacking('ZERO_REPORTED');
    const value = denominator ? numerator.over(denominator).reduced() : numerator;
    return { numerator, denominator, value, missing: undefined };
  };
}

function turned(valueOf: (row: number) => IndicatorValue): (row: number) => IndicatorValue {
  return (row) => {
    const found = valueOf(row);
    return found.value ? { ...found, value: found.value.negated() } : found;
  };
}

/** This year's value ÷ last year's − 1; missing if last year's is missing or not positive. */
function growthOf(now: (row: number) => IndicatorValue, before: (row: number) => IndicatorValue): (row: number) => IndicatorValue {
  return (row) => {
    const found = now(row);
    const last = before(row);
    if (!found.value) return found;
    if (!last.value) return { ...found, value: undefined, missing: last.missing };
    if (last.value.sign <= 0) return { ...found, value: undefined, missing: 'DENOMINATOR_NOT_POSITIVE' };
    return { ...found, value: found.value.over(last.value).minus(Rational.ONE).reduced() };
  };
}
