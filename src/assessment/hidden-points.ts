import type { DepartmentId } from '../grading/fact.js';
import { indicatorFacts } from '../grading/needed-facts.js';
import { thresholdsIn } from '../grading/thresholds.js';
import type { Condition, Extra, Group, Indicator, Operand, PointsRule, Scheme } from '../grading/scheme.js';
import type { Direction } from './direction.js';

/** A part of a total that a viewer cannot work out: an indicator, or extra points by a count. */
export interface HiddenPart {
  readonly id: string;
  /** The departments whose facts it is made of. */
  readonly departments: readonly DepartmentId[];
  /** What it hangs on: the facts and sums that the viewer does not see, each with its power. */
  readonly direction: Direction;
  /** The most points that it brings; Infinity where nothing bounds them. */
  readonly most: number;
  /** Between how many points it moves freely, so that a sum with it leaves the others open; 0 if it moves in steps. */
  readonly room: number;
}

/** What the facts of a scheme are to a viewer. */
export interface FactSight {
  departmentOf(fact: string): DepartmentId;
  /** Whether the viewer sees figures made of these departments' facts. */
  sees(departments: readonly DepartmentId[]): boolean;
  /** Unseen facts and sums, as {@link Direction} names them, of which conditions that are told say where they stand. */
  readonly asked?: ReadonlySet<string>;
}

/**
 * The parts of a group's totals that a viewer cannot work out from what they see. It is read off the scheme alone, so that
 * what follows from it is the same whatever any enterprise's figures are.
 */
export function hiddenParts(scheme: Scheme, group: Group, year: number, sight: FactSight): readonly HiddenPart[] {
  const departmentsOf = (facts: readonly string[]) => [...new Set(facts.map((fact) => sight.departmentOf(fact)))];
  const indicators = group.indicators.flatMap((indicator): HiddenPart[] => {
    const departments = departmentsOf(indicatorFacts(scheme, indicator, year).map(({ fact }) => fact));
    if (sight.sees(departments)) return [];
    const direction = directionOf(scheme, indicator, year, sight);
    const { most, room } = reachOf(indicator.points, indicator.weight?.toNumber());
    // On which side of a threshold it lies may say all but its points.
    return [{ id: indicator.id, departments, direction, most, room: [...direction.keys()].some((name) => sight.asked?.has(name)) ? 0 : room }];
  });
  const counts = group.extras.flatMap((extra): HiddenPart[] => {
    if (extra.by !== 'count' || sight.sees([sight.departmentOf(extra.count)])) return [];
    return [{ id: extra.id, departments: departmentsOf([extra.count]), direction: new Map([[`${year} ${extra.count}`, 1]]), most: mostOf(extra), room: 0 }];
  });
  return [...indicators, ...counts];
}

/** The unseen facts and sums that conditions of a scheme, or beside it, say something about. */
export function askedAbout(scheme: Scheme, conditions: readonly Condition[], year: number, sight: FactSight): readonly string[] {
  return conditions.flatMap(thresholdsIn).flatMap(({ of, id }) => {
    if (of === 'fact') return [...directionOf(scheme, { numerator: { fact: id, year: 0 }, denominator: undefined, growth: false }, year, sight).keys()];
    const named = scheme.groups.flatMap(({ indicators }) => indicators.filter((each) => each.id === id));
    return named.flatMap((indicator) => [...directionOf(scheme, indicator, year, sight).keys()]);
  });
}

function directionOf(scheme: Scheme, { numerator, denominator, growth }: Pick<Indicator, 'numerator' | 'denominator' | 'growth'>, year: number, sight: FactSight): Direction {
  const powers = new Map<string, number>();
  const put = ({ fact, year: shift }: Operand, power: number) => {
    const name = hiddenName(scheme, fact, sight);
    if (name !== undefined) powers.set(`${year + shift} ${name}`, (powers.get(`${year + shift} ${name}`) ?? 0) + power);
  };
  for (const before of growth ? [0, -1] : [0]) {
    const turn = before === 0 ? 1 : -1;
    put({ ...numerator, year: numerator.year + before }, turn);
    if (denominator) put({ ...denominator, year: denominator.year + before }, -turn);
  }
  return powers;
}

/** What is not seen of a fact or sum: nothing, one fact (what is seen beside it aside), or the sum as a whole. */
function hiddenName(scheme: Scheme, operand: string, sight: FactSight): string | undefined {
  const terms = scheme.derived.find(({ id }) => id === operand)?.terms ?? [];
  const facts = (terms.length === 0 ? [operand] : terms.map(({ fact }) => fact)).filter((fact) => !sight.sees([sight.departmentOf(fact)]));
  if (facts.length < 2) return facts[0];
  return terms.filter(({ fact }) => facts.includes(fact)).map(({ fact, factor }) => `${factor.toString()} ${fact}`).sort().join(' + ');
}

function reachOf(points: PointsRule | null, weight: number | undefined): Pick<HiddenPart, 'most' | 'room'> {
  if (!points || weight === undefined) return { most: Infinity, room: 0 };
  const least = Math.max(points.floor?.toNumber() ?? 0, points.family === 'min_max' ? points.low.toNumber() / 100 : 0) * weight;
  const cap = (points.cap?.toNumber() ?? Infinity) * weight;
  if (points.family === 'bands') return { most: Math.min(cap, Math.max(0, ...(points.bands ?? []).map((band) => band.points.toNumber()))), room: 0 };
  const most = points.family === 'ratio' ? cap : Math.min(cap, weight);
  return { most, room: Math.max(0, most - least) };
}

function mostOf({ max }: Extract<Extra, { by: 'count' }>): number {
  return max ? Math.abs(max.toNumber()) : Infinity;
}
