import { ToldCell } from '../access/told-cell.js';
import { Refusal } from '../access/refusal.js';
import { zonesOf } from '../access/rows.js';
import type { Viewer } from '../access/viewer.js';
import type { IndicatorResult } from '../grading/assessment.js';
import type { DepartmentId } from '../grading/fact.js';
import { BAND_EDGES } from '../grading/indicator-band.js';
import type { Indicator, Operand, Scheme } from '../grading/scheme.js';
import { classTellsOne, type Bounded } from './class-tells.js';
import type { SeenAssessment, SeenIndicator } from './seen.js';

/** What the viewer may set beside an assessment. */
export interface Beside {
  readonly viewer: Viewer;
  /** The data version now. */
  version(): Promise<number>;
  /** The schemes that the viewer may ask for in a year. */
  schemesFor(year: number): readonly Scheme[];
  assess(schemeId: string, year: number, version: number): Promise<SeenAssessment>;
}

type Told = ReadonlySet<Indicator>;

const known = new WeakMap<SeenAssessment, Map<number, Promise<Told>>>();

/**
 * Whether the band of an indicator may be told to a viewer who sees enterprises one by one but not their figures. Bands
 * that hang on the same withheld figure narrow it down together: against other benchmarks, over another denominator that
 * the viewer knows, under another scheme, at an earlier data version. They are told one after another, those of the scheme
 * with the most bands first, of equals of the one whose id comes first, and each only as far as the figure stays unknown.
 */
export async function bandMayBeTold({ of, indicator, result: { row } }: Pick<SeenIndicator, 'of' | 'indicator' | 'result'>, beside: Beside): Promise<boolean> {
  if (zonesOf(beside.viewer) === undefined) return true;
  if (!hasFixedBenchmark(indicator) && of.version !== (await beside.version())) return false;
  const found = known.get(of) ?? new Map<number, Promise<Told>>();
  known.set(of, found);
  const told = found.get(row) ?? toldOf(of, row, beside);
  found.set(row, told);
  return (await told).has(indicator);
}

async function toldOf(of: SeenAssessment, row: number, beside: Beside): Promise<Told> {
  const { scheme, year } = of.assessment;
  const others = beside.schemesFor(year).filter(({ id }) => id !== scheme.id);
  const all = [...(await Promise.all(others.map((other) => assessed(other, of, beside)))).flat(), of].sort(byBands);
  const cells = new Map<string, ToldCell>();
  const told = new Set<Indicator>();
  // Where one indicator makes the rank, ranks order its figure: what other schemes tell of the neighbours would close in on it.
  const ordered = new Set(all.length > 1 ? all.flatMap((each) => orderedFigure(each, row)) : []);
  const behind = all.map((each) => {
    const bounded: Bounded[] = [];
    for (const result of each.assessment.results[row]?.indicators ?? []) {
      const hint = hintOf(each, result);
      if (!hint || ordered.has(hint.figure)) continue;
      const cell = cells.get(hint.figure) ?? new ToldCell();
      cells.set(hint.figure, cell);
      if (cell.hears(hint.edges, hint.at) && each === of) told.add(result.indicator);
      bounded.push({ result, cell, valueOf: hint.valueOf });
    }
    return { result: each.assessment.results[row], bounded };
  });
  // Classes are always told: where one would tell a figure beside the bands, the bands give way, under every scheme.
  return behind.some(({ result, bounded }) => result && classTellsOne(result, bounded)) ? new Set() : told;
}

function orderedFigure(of: SeenAssessment, row: number): string[] {
  const { group, indicators } = of.assessment.results[row]!;
  const hint = group?.indicators.length === 1 && indicators[0] ? hintOf(of, indicators[0]) : undefined;
  return hint ? [hint.figure] : [];
}

/** What committees see of the enterprises of their zones, so that a ratio over it gives the other part away. */
const SEEN: readonly DepartmentId[] = ['land', 'employment', 'register', 'county'];

/** The figure that a band is a hint on, and its edges for this enterprise, in the unit of the figure. */
function hintOf(of: SeenAssessment, { indicator, value, benchmark, numerator, denominator }: IndicatorResult): { figure: string; edges: readonly number[]; at: number; valueOf: (figure: number) => number } | undefined {
  if (!value || !benchmark || benchmark.sign <= 0) return undefined;
  const { numerator: top, denominator: bottom } = indicator;
  const edges = BAND_EDGES.map((edge) => benchmark.times(edge).toNumber());
  const plain = bottom && !indicator.growth && !indicator.decline;
  if (plain && denominator && areSeen(of.facts.ofDenominator(indicator))) {
    const size = denominator.toNumber();
    return { figure: named(of, top), edges: edges.map((edge) => edge * size), at: value.toNumber() * size, valueOf: (figure) => figure / size };
  }
  if (plain && numerator && numerator.sign > 0 && areSeen(of.facts.ofNumerator(indicator))) {
    const size = numerator.toNumber();
    return { figure: named(of, bottom), edges: edges.map((edge) => size / edge).reverse(), at: size / value.toNumber(), valueOf: (figure) => size / figure };
  }
  const figure = JSON.stringify([named(of, top), bottom ? named(of, bottom) : null, indicator.growth, indicator.decline]);
  return { figure, edges, at: value.toNumber(), valueOf: (same) => same };
}

function areSeen(facts: readonly { readonly department: DepartmentId }[]): boolean {
  return facts.every(({ department }) => SEEN.includes(department));
}

/** The same figure under every scheme: sums by what they add up, whatever they are called. */
function named({ assessment: { scheme } }: SeenAssessment, { fact, year }: Operand): string {
  const terms = scheme.derived.find(({ id }) => id === fact)?.terms;
  return `${year} ${terms ? terms.map((term) => `${term.factor.toString()} ${term.fact} ${term.missing?.toString() ?? ''}`).sort().join(' + ') : fact}`;
}

/** The assessment under another scheme; none if it cannot grade this year and so tells no band either. */
async function assessed({ id }: Scheme, { assessment, version }: SeenAssessment, beside: Beside): Promise<SeenAssessment[]> {
  try {
    return [await beside.assess(id, assessment.year, version)];
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** The scheme that tells the most bands of an enterprise first. */
function byBands({ assessment: { scheme: a } }: SeenAssessment, { assessment: { scheme: b } }: SeenAssessment): number {
  return bands(b) - bands(a) || (a.id < b.id ? -1 : 1);
}

function bands({ groups }: Scheme): number {
  return Math.max(0, ...groups.map(({ indicators }) => indicators.filter(({ points }) => points?.family === 'ratio').length));
}

function hasFixedBenchmark({ points }: Indicator): boolean {
  return points?.family === 'ratio' && points.benchmark?.of === 'fixed';
}
