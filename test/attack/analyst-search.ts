import { grade } from '../../src/grading/grade.js';
import { populationOf } from '../grading/population-of.js';
import type { CountyHub } from './county-hub.js';
import { known, type Interval } from './interval.js';
import type { Firm } from './random-county.js';

interface Told {
  readonly whatIf: { readonly amended: { readonly groups: readonly { readonly id: string; readonly classes: readonly { readonly class: string; readonly count: number | null }[] }[] } } | null;
}

/** A cut that a count was told for: so many of a group have a total of at least as much. */
interface Counted {
  readonly at: number;
  readonly count: number;
}

/** What amendments make of the best class's cut, in totals of the scheme as it is: the cut itself moved, or all weights scaled. */
function moves(group: { readonly id: string; readonly classes: unknown; readonly indicators: readonly { readonly id: string; readonly weight: { toNumber(): number } | null }[] }, cut: number, to: number): readonly { readonly at: number; readonly amendments: string }[] {
  const amendment = (path: string, value: string) => `{ path: "groups/${group.id}/${path}", value: "${value}" }`;
  const scale = cut / to;
  const weights = group.indicators.map(({ id, weight }) => amendment(`indicators/${id}/weight`, String(Number((weight!.toNumber() * scale).toFixed(6)))));
  return [
    { at: to, amendments: amendment('classes/at_least/A', String(to)) },
    { at: to, amendments: weights.join(' ') },
  ];
}

/**
 * Moves what totals are compared with step by step, and notes where the count of the best class changes: between the two
 * lies the total of the enterprise whose place it is. Gives back those that are known within 5 %, and where it is wrong.
 */
export async function searched(hub: CountyHub, firms: readonly Firm[], steps: readonly number[]): Promise<{ found: string[]; wrong: string[]; told: number }> {
  const [scheme] = hub.schemes;
  const truth = grade(scheme!, populationOf(2024, firms));
  const [found, wrong]: [string[], string[]] = [[], []];
  let told = 0;
  for (const group of scheme!.groups) {
    const rule = group.classes;
    if (rule?.by !== 'score') continue;
    const cut = rule.atLeast![0]!.score!.toNumber();
    const counted: Counted[] = [];
    for (const { at, amendments } of [{ at: cut, amendments: '' }, ...steps.flatMap((step) => moves(group, cut, step))]) {
      const data = (await hub.ask({ role: 'analyst' }, `{ whatIf(scheme: "${scheme!.id}", year: 2024, amendments: [${amendments}]) { amended { groups { id classes { class count } } } } }`)) as Told;
      const classes = data.whatIf?.amended.groups.find(({ id }) => id === group.id)?.classes;
      const best = classes?.find((each) => each.class === 'A');
      // A class that does not occur is not listed.
      const count = classes && !best ? 0 : best?.count;
      if (typeof count === 'number') counted.push({ at, count });
    }
    told += counted.length;
    const totals = truth.results.flatMap((result) => (result.group?.id === group.id && result.total ? [result.total.toNumber()] : [])).sort((a, b) => b - a);
    for (const [place, total] of totals.entries()) {
      const between: Interval = {
        low: Math.max(0, ...counted.filter(({ count }) => count > place).map(({ at }) => at)),
        high: Math.min(Infinity, ...counted.filter(({ count }) => count <= place).map(({ at }) => at)),
      };
      if (known(between)) found.push(`${group.id} ${place + 1}: ${between.low} to ${between.high}`);
      // Scaled weights round otherwise than the cut.
      if (total < between.low - 0.02 || total > between.high + 0.02) wrong.push(`${group.id} ${place + 1}: ${total}`);
    }
  }
  return { found, wrong, told };
}

/** As fine as it takes to find any total, where that is let. */
export const FINE_STEPS = Array.from({ length: 48 }, (_, at) => Math.round(40 * 1.03 ** at * 100) / 100).concat([40, 45, 50, 60, 70, 80, 90, 100, 120, 150]);
