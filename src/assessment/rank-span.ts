import { pieceAt, type Span } from '../access/span.js';
import { zonesOf } from '../access/rows.js';
import { ToldFigures } from '../access/told-figures.js';
import type { Assessment } from '../grading/assessment.js';
import type { Group } from '../grading/scheme.js';
import { figureHints } from './figure-hints.js';
import type { SeenAssessment } from './seen.js';
import { thereFor } from './there.js';
import { treatmentConditions, type BesideTreatments } from './told-treatments.js';
import { totalSpan } from './total-tie.js';

/** Of more enterprises than this, totals are reckoned with as known: they follow closely from the bands and ranks of so many. */
const MOST_WEIGHED = 3000;

/** An assessment outlives the request: what it says beside others is worked out once for viewers of the same zones. */
const known = new WeakMap<Assessment, Map<string, ReadonlyMap<number, Span>>>();

/** An enterprise that is ranked, and between what its total lies by its bands. */
interface Ranked {
  readonly row: number;
  readonly total: number;
  readonly span: Span;
}

/**
 * Between what the rank of an enterprise says that its total lies, beside all bands of the others that the viewer sees: no
 * higher than any above it, no lower than any below. The order of a group that one indicator ranks says how figures stand
 * to each other, not how large they are.
 * @param all the assessments under every scheme that the viewer may ask for
 */
export function rankSpan(of: SeenAssessment, row: number, all: readonly SeenAssessment[], beside: BesideTreatments): Span | undefined {
  const { group, rank, indicators } = of.assessment.results[row]!;
  if (!group || rank === undefined || indicators.length < 2) return undefined;
  const spans = known.get(of.assessment) ?? new Map<string, ReadonlyMap<number, Span>>();
  known.set(of.assessment, spans);
  const key = beside.kept(of, `rank spans ${group.id}`, () => JSON.stringify([group.id, zonesOf(beside.viewer), all.map(({ scheme, version }) => [scheme.digest, version]), treatmentConditions(of, beside)]));
  const found = spans.get(key) ?? spansOf(of, group, all, beside);
  spans.set(key, found);
  return found.get(row);
}

function spansOf(of: SeenAssessment, group: Group, all: readonly SeenAssessment[], beside: BesideTreatments): ReadonlyMap<number, Span> {
  const rows = of.assessment.results.flatMap(({ row, group: its, rank, total }) => (its === group && rank !== undefined && total && thereFor(beside.viewer, of, row) ? [{ row, total: total.toNumber() }] : []));
  const weighed = rows.length <= MOST_WEIGHED;
  const ranked = rows.map(({ row, total }): Ranked => ({ row, total, span: weighed ? byBands(of, row, all, beside) : { low: total, high: total } })).sort((a, b) => a.total - b.total);
  const lows = running(ranked, (so, { span }) => Math.max(so, span.low), -Infinity);
  const highs = running([...ranked].reverse(), (so, { span }) => Math.min(so, span.high), Infinity);
  return new Map([...ranked.keys()].map((at) => [ranked[at]!.row, { low: lows.get(ranked[at]!.row)!, high: highs.get(ranked[at]!.row)! }]));
}

/** Of each what those before it in the order come to, and the others that stand equal with it. */
function running(ranked: readonly Ranked[], next: (so: number, one: Ranked) => number, first: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let so = first;
  for (let at = 0; at < ranked.length; ) {
    const equal = ranked.slice(at).findIndex(({ total }) => total !== ranked[at]!.total);
    const equals = ranked.slice(at, equal < 0 ? undefined : at + equal);
    for (const one of equals) found.set(one.row, equals.filter((other) => other !== one).reduce(next, so));
    so = equals.reduce(next, so);
    at += equals.length;
  }
  return found;
}

function byBands(of: SeenAssessment, row: number, all: readonly SeenAssessment[], beside: BesideTreatments): Span {
  const { behind, said, bands, ties } = figureHints(all, row, beside);
  const figures = new ToldFigures(ties);
  for (const { name, span } of said) figures.know(name, span);
  for (const { figure, edges } of bands) figures.know(figure.name, pieceAt(edges, figure.at));
  return totalSpan(of.assessment.results[row]!, behind.filter((each) => each.of === of), (name) => figures.of(name));
}
