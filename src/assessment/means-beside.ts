import { indicatorFacts } from '../grading/needed-facts.js';
import type { Group, Indicator, Scheme } from '../grading/scheme.js';
import type { BesideTotals } from './groups-given-away.js';
import type { ComputedRule } from './mean-room.js';
import type { SeenGroup } from './seen.js';
import { seesOf, type SightOfRows } from './sight.js';

/**
 * How many other means, under every scheme, an enterprise of a group may enter with figures that enter this one: each is an
 * equation of the same unknowns, where the viewer sees what they are divided by. By the texts alone.
 */
export function meansBeside({ of, group }: SeenGroup, id: string, sight: SightOfRows, beside: BesideTotals): number {
  if (sight === 'NONE') return 0;
  return beside.kept(group, `means beside ${id}`, () => {
    const { scheme, year } = of.assessment;
    const sees = seesOf(beside);
    const unseen = (each: Scheme, indicator: Indicator) => indicatorFacts(each, indicator, year).flatMap(({ fact }) => (sees([{ department: of.departmentOf(fact) }]) ? [] : [fact]));
    const mine = new Set(group.group.indicators.filter((each) => each.id === id).flatMap((each) => unseen(scheme, each)));
    const sharing = (each: Scheme, { indicators }: Pick<Group, 'indicators'>) => indicators.filter((indicator) => meanRule(indicator) && unseen(each, indicator).some((fact) => mine.has(fact))).length;
    const others = beside.schemesFor(year).filter((each) => (of.base ? each.id !== scheme.id : each !== scheme));
    const own = sharing(scheme, { indicators: group.group.indicators.filter((each) => each.id !== id) });
    return own + others.reduce((sum, each) => sum + Math.max(0, ...each.groups.map((its) => sharing(each, its))), 0);
  });
}

/** How an indicator's benchmark is a mean, or a ratio of sums; undefined where it is none. */
export function meanRule({ points }: Indicator): ComputedRule | undefined {
  const rule = points?.family === 'ratio' ? points.benchmark : null;
  return rule && (rule.of === 'mean_of_ratios' || rule.of === 'ratio_of_sums') ? rule : undefined;
}
