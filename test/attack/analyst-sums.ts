import { grade } from '../../src/grading/grade.js';
import { Rational } from '../../src/grading/rational.js';
import type { Scheme } from '../../src/grading/scheme.js';
import { amendScheme } from '../../src/policy/amend.js';
import { populationOf } from '../grading/population-of.js';
import { EVENT_DEFINITIONS, FACTS } from '../policy/vocabulary.js';
import type { CountyHub } from './county-hub.js';
import type { Firm } from './random-county.js';
import { rank } from './rank.js';

/** What each class is relieved of, a share of the tax. */
export const RELIEF: Readonly<Record<string, string>> = { A: '1', B: '0.5' };

/**
 * Asks for the relief under the scheme at many shares of ranks, and sets all sums that it was told against each other,
 * knowing which enterprises each is over and by which share. Gives back the enterprises that stand alone, or two of them,
 * in some combination.
 * @param text the scheme, whose groups are cut by ranks
 */
export async function isolated(hub: CountyHub, firms: readonly Firm[], text: string, shares: readonly (readonly [number, number])[]): Promise<{ found: string[]; told: number }> {
  const [scheme] = hub.schemes;
  const population = populationOf(2024, firms);
  const sharesOf = (of: Scheme) => {
    const finals = new Map(grade(of, population).results.map(({ creditCode, final }) => [creditCode, final]));
    return firms.map(({ creditCode }) => Rational.from(RELIEF[finals.get(creditCode) ?? ''] ?? '0'));
  };
  const told: Rational[][] = [];
  for (const [best, next] of shares) {
    const amendments = scheme!.groups.flatMap(({ id }) => [{ path: `groups/${id}/classes/upto/A`, value: `${best}%` }, { path: `groups/${id}/classes/upto/B`, value: `${next}%` }]);
    const changed = amendScheme(text, amendments, { file: 'f', facts: FACTS, events: EVENT_DEFINITIONS });
    if ('problems' in changed) continue;
    const written = amendments.map(({ path, value }) => `{ path: "${path}", value: "${value}" }`).join(' ');
    const data = (await hub.ask({ role: 'analyst' }, `{ whatIf(scheme: "${scheme!.id}", year: 2024, amendments: [${written}]) { fiscal { base amended } } }`)) as { whatIf: { fiscal: { base: string | null; amended: string | null }[] } | null };
    const [sum] = data.whatIf?.fiscal ?? [];
    if (sum?.base) told.push(sharesOf(scheme!));
    if (sum?.amended) told.push(sharesOf(changed.scheme));
  }
  const whole = rank(told);
  const without = (...columns: number[]) => rank(told.map((row) => row.filter((_, at) => !columns.includes(at))));
  const found = firms.flatMap(({ creditCode }, one) => firms.flatMap((_, two) => (two >= one && without(one, two) < whole ? [`${creditCode} with ${firms[two]!.creditCode}`] : [])));
  return { found, told: whole };
}
