import { grade } from '../../src/grading/grade.js';
import { populationOf } from '../grading/population-of.js';
import type { CountyHub } from './county-hub.js';
import { known, type Interval } from './interval.js';
import { schemeTexts, type Firm } from './random-county.js';

interface Told {
  readonly whatIf: { readonly amended: { readonly groups: readonly { readonly id: string; readonly classes: readonly { readonly class: string; readonly count: number | null }[] }[] } } | null;
}

/** A cut that a count was told for: so many of a group have a total of at least as much. */
interface Counted {
  readonly at: number;
  readonly count: number;
}

type GroupOf = CountyHub['schemes'][number]['groups'][number];

const amendment = ({ id }: GroupOf, path: string, value: string) => `{ path: "groups/${id}/${path}", value: "${value}" }`;

interface Move {
  readonly at: number;
  readonly amendments: string;
}

/** What amendments make of the best class's cut, in totals of the scheme as it is: the cut itself moved, or all weights scaled. */
function moves(group: GroupOf, cut: number, to: number): readonly Move[] {
  const scale = cut / to;
  const weights = group.indicators.map(({ id, weight }) => amendment(group, `indicators/${id}/weight`, String(Number((weight!.toNumber() * scale).toFixed(6)))));
  return [
    { at: to, amendments: amendment(group, 'classes/at_least/A', String(to)) },
    { at: to, amendments: weights.join(' ') },
  ];
}

/** The same cut come upon along other roads: the one indicator's weight or benchmark set to round numbers. */
function otherRoads({ id: group, indicators }: GroupOf, cut: number): readonly Move[] {
  const [{ id, weight, points }] = indicators as [GroupOf['indicators'][number]];
  const most = points?.cap ? points.cap.toNumber() * weight!.toNumber() : Infinity;
  const road = (path: string, number: number, at: (to: number) => number): readonly Move[] =>
    roundAbout(number).map((to) => ({ at: at(to), amendments: `{ path: "groups/${group}/indicators/${id}/${path}", value: "${to}" }` }));
  const benchmark = points?.family === 'ratio' && points.benchmark?.of === 'fixed' ? points.benchmark.value.toNumber() : undefined;
  return [
    ...road('weight', weight!.toNumber(), (to) => (cut * weight!.toNumber()) / to),
    ...(benchmark === undefined ? [] : road('points/benchmark', benchmark, (to) => (cut * to) / benchmark)),
  ].filter(({ at }) => at < most);
}

const MANTISSAS = [1, 1.2, 1.5, 1.8, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9];

function roundAbout(number: number): readonly number[] {
  const power = Math.floor(Math.log10(number));
  return [power - 1, power, power + 1].flatMap((exponent) => MANTISSAS.map((mantissa) => Number(`${mantissa}e${exponent}`)));
}

/** What leaves the first indicator of several alone in the total, with the cut moved: its figure is then compared with the cut. */
function isolations(group: GroupOf, to: number): readonly string[] {
  const [, ...others] = group.indicators;
  const cut = amendment(group, 'classes/at_least/A', String(to));
  return ['weight', 'points/cap'].map((what) => [cut, ...others.map(({ id }) => amendment(group, `indicators/${id}/${what}`, '0.0001'))].join(' '));
}

/**
 * Moves what is compared with step by step, and notes where the count of the best class changes. Where one indicator makes
 * the total, between the two lies the figure of the enterprise whose place it is: gives back those that are known within
 * 5 %, and where that is wrong. Of several indicators it tries to leave one alone: gives back how often it was let.
 */
export async function searched(hub: CountyHub, firms: readonly Firm[], steps: readonly number[]): Promise<{ found: string[]; wrong: string[]; told: number; isolated: number }> {
  const [scheme] = hub.schemes;
  const truth = grade(scheme!, populationOf(2024, firms));
  const [found, wrong]: [string[], string[]] = [[], []];
  let [told, isolated] = [0, 0];
  for (const group of scheme!.groups) {
    const rule = group.classes;
    if (rule?.by !== 'score') continue;
    const cut = rule.atLeast![0]!.score!.toNumber();
    const bestOf = async (amendments: string): Promise<number | null | undefined> => {
      const data = (await hub.ask({ role: 'analyst' }, `{ whatIf(scheme: "${scheme!.id}", year: 2024, amendments: [${amendments}]) { amended { groups { id classes { class count } } } } }`)) as Told;
      const classes = data.whatIf?.amended.groups.find(({ id }) => id === group.id)?.classes;
      const best = classes?.find((each) => each.class === 'A');
      // A class that does not occur is not listed.
      return classes && !best ? 0 : best?.count;
    };
    if (group.indicators.length > 1) {
      for (const amendments of steps.filter((step) => step > cut).slice(0, 3).flatMap((step) => isolations(group, step))) if ((await bestOf(amendments)) !== undefined) isolated += 1;
      continue;
    }
    const counted: Counted[] = [];
    for (const { at, amendments } of [{ at: cut, amendments: '' }, ...steps.flatMap((step) => moves(group, cut, step)), ...otherRoads(group, cut)]) {
      const count = await bestOf(amendments);
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
  return { found, wrong, told, isolated };
}

/** As fine as it takes to find any total, where that is let. */
export const FINE_STEPS = Array.from({ length: 48 }, (_, at) => Math.round(40 * 1.03 ** at * 100) / 100).concat([40, 45, 50, 60, 70, 80, 90, 100, 120, 150]);

/** Schemes with a group that scores cut and one indicator makes the total of. */
export const byOneIndicator = schemeTexts('one').filter((text) => /indicators:\n.*\n    total: .*\n    classes: { by: score/.test(text));
/** Schemes with a group that scores cut, of several indicators. */
export const bySeveral = schemeTexts('one').filter((text) => /indicators:\n.*\n      -(.*\n)+?    total: .*\n    classes: { by: score/.test(text));
