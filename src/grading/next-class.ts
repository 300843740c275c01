import type { Assessment, EnterpriseResult } from './assessment.js';
import { mostTotal } from './most-total.js';
import { neededNumerator } from './needed-numerator.js';
import { neededTotal, type UnreachableReason } from './needed-total.js';
import { valueForTotal } from './next-class-path.js';
import { overriding } from './override.js';
import type { Population } from './population.js';
import { Rational } from './rational.js';
import { rivalsIn, type Rivals } from './rivals.js';
import { classesOf, isRankOnly, type Group } from './scheme.js';
import { evaluationUnits } from './units.js';

/** What separates an enterprise from the next better class, the others and the yardsticks as they are today. */
export interface NextClass {
  readonly class: string;
  /** The total to reach less the enterprise's; undefined where it is unreachable, or the group is only ranked. */
  readonly pointsNeeded: Rational | undefined;
  /** One for each indicator. */
  readonly paths: readonly NextClassPath[];
  /** Why no total within reach leads there; undefined where one does. */
  readonly unreachable: UnreachableReason | undefined;
}

/** What one indicator alone would have to be, the others unchanged; undefined where no value of it brings the total. */
export interface NextClassPath {
  readonly indicator: string;
  readonly valueNeeded: Rational | undefined;
  /** With the denominator as it is. */
  readonly numeratorNeeded: Rational | undefined;
}

/** The way up of an enterprise; `totalIsGiven` as {@link nextClassFinder} says. */
export type NextClassFinder = (result: EnterpriseResult, totalIsGiven?: (row: number) => boolean) => NextClass | undefined;

/**
 * Finds the way up for enterprises of an assessment (SCHEME.md, The way up): undefined for who is not ranked or already
 * in the best class. Overrides count as they fire today: by today's facts, events and values, whatever a path changes.
 *
 * Where the total of the marginal enterprise, the one that is to be drawn level with or passed, is not given to the
 * viewer, the total to reach is rounded up to whole points (SHARING.md): exact, it would be that total. `totalIsGiven` is
 * asked about the rows of all who have that total, members of merged units each; one that is given is enough. Unless told,
 * every total is given.
 *
 * A group that is only ranked has no totals: the value takes their place, to its own decimals or to 12, and is rounded in
 * the same way; there are no points needed.
 *
 * @param population the one that was assessed.
 */
export function nextClassFinder(assessment: Assessment, population: Population): NextClassFinder {
  const found = finders.get(assessment) ?? makeFinder(assessment, population);
  finders.set(assessment, found);
  return found;
}

/** Whom one is ranked among stands as long as the assessment. */
const finders = new WeakMap<Assessment, NextClassFinder>();

function makeFinder(assessment: Assessment, population: Population): NextClassFinder {
  const units = evaluationUnits(assessment.scheme, population);
  const override = overriding(assessment.scheme.overrides, units.facts);
  const rivalsOf = new Map<Group, (unit: number) => Rivals>();
  const rivalsAmong = (group: Group): ((unit: number) => Rivals) => {
    const found = rivalsOf.get(group) ?? rivalsIn(assessment, units, group);
    rivalsOf.set(group, found);
    return found;
  };
  return (result, totalIsGiven = () => true) => {
    const { group, initial, final, indicators } = result;
    if (!group || result.rank === undefined || initial === undefined || final === undefined) return undefined;
    const classOrder = classesOf(group);
    const at = classOrder.indexOf(final);
    const target = classOrder[at - 1];
    if (target === undefined) return undefined;
    const unit = units.unitOf[result.row]!;
    const valueOf = (id: string): Rational | undefined => indicators.find((found) => found.id === id)?.value;
    const leads = (from: string): boolean => classOrder.indexOf(override(unit, from, classOrder, valueOf).final) < at;
    const needed = neededTotal(group, result, rivalsAmong(group)(unit), leads);
    if (typeof needed === 'string') return unreachable(target, result, needed);
    const most = isRankOnly(group) ? undefined : mostTotal(group, result);
    if (most && needed.total.compare(most) > 0) return unreachable(target, result, 'CAP');
    const isExact = needed.marginal.length === 0 || needed.marginal.some(totalIsGiven);
    const total = isExact ? needed.total : Rational.of(needed.total.ceil());
    return {
      class: target,
      pointsNeeded: result.total && total.minus(result.total),
      paths: indicators.map((found) => {
        const value = valueForTotal(group, found, result, total);
        return { indicator: found.id, valueNeeded: value, numeratorNeeded: value && neededNumerator(units.facts, unit, found, value) };
      }),
      unreachable: undefined,
    };
  };
}

function unreachable(target: string, { indicators }: EnterpriseResult, reason: UnreachableReason): NextClass {
  const paths = indicators.map(({ id }) => ({ indicator: id, valueNeeded: undefined, numeratorNeeded: undefined }));
  return { class: target, pointsNeeded: undefined, paths, unreachable: reason };
}
