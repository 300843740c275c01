import { grade } from '../../src/grading/grade.js';
import { populationOf } from '../grading/population-of.js';
import type { CountyHub } from './county-hub.js';
import type { Firm } from './random-county.js';

/** Before the records came in. */
const BEFORE = '2025-05-31T00:00:00Z';

interface Told {
  readonly assessment: { readonly groups: readonly { readonly id: string; readonly benchmarks: readonly { readonly indicator: string; readonly value: string | null }[] }[] };
}

/**
 * Subtracts the sum behind a mean of an earlier data version from today's: between the two one enterprise's records came
 * in. Gives back the values of it that this tells within 5 %.
 * @param late the enterprise, whose figures were missing earlier
 */
export async function subtracted(hub: CountyHub, claims: object, firms: readonly Firm[], late: string): Promise<{ found: string[]; told: number }> {
  const [scheme] = hub.schemes;
  const ask = async (asOf: string) => (await hub.ask(claims, `{ assessment(scheme: "${scheme!.id}", year: 2024${asOf}) { groups { id benchmarks { indicator value } } } }`)) as Told;
  const [then, now] = [await ask(`, asOf: "${BEFORE}"`), await ask('')];
  const truth = grade(scheme!, populationOf(2024, firms));
  const found: string[] = [];
  let told = 0;
  for (const { group } of truth.groups) {
    for (const { id, points } of group.indicators) {
      if (points?.family !== 'ratio' || points.benchmark?.of !== 'mean_of_ratios') continue;
      const its = ({ assessment }: Told) => assessment.groups.find((each) => each.id === group.id)?.benchmarks.find(({ indicator }) => indicator === id)?.value;
      const [before, after] = [its(then), its(now)];
      if (after) told += 1;
      if (!before || !after) continue;
      const holders = truth.results.flatMap((result) => (result.group === group ? result.indicators.filter((each) => each.id === id && each.value).map((each) => ({ code: result.creditCode, value: each.value!.toNumber() })) : []));
      const mine = holders.find(({ code }) => code === late);
      const guess = Number(after) * holders.length - Number(before) * (holders.length - 1);
      if (mine && Math.abs(guess - mine.value) <= 0.05 * mine.value) found.push(`${late} ${id}: ${guess}`);
    }
  }
  return { found, told };
}
