import { Rational } from '../grading/rational.js';
import type { LandLedgerKind } from '../policy/land-rules.js';
import { plusDays } from './days.js';
import { byText, groupedBy } from './grouped.js';
import { projectKey, projectOf } from './land-on.js';
import { byPlace, placesOf, type Place } from './places.js';
import type { LandRecords, LandRegister } from './records.js';
import { leftSteps, recognisedSteps, type Steps } from './stock.js';

/** How much land of a kind there was, came and went between two days, both counted; ㎡. */
export interface LandFlow extends Place {
  readonly kind: LandLedgerKind;
  readonly opening: Rational;
  readonly new: Rational;
  readonly disposed: Rational;
  readonly closing: Rational;
  /** Projects or contracts that lack an area, left out of all four. */
  readonly missing: readonly string[];
}

/** What one project or contract had in the ledger through time; undefined: it lacks an area. */
interface Stock {
  readonly key: string;
  readonly town: string | null;
  readonly zone: string | null;
  readonly steps: Steps | undefined;
}

/**
 * The flows of land approved and not supplied, and of land recognised as idle (LANDUSE.md, Flows): opening + new −
 * disposed = closing exactly, and windows that follow one another add up. By kind, region, zone.
 */
export function flowsBetween(
  { records, register }: { readonly records: LandRecords; readonly register: LandRegister },
  from: string,
  to: string,
): readonly LandFlow[] {
  const places = placesOf(register);
  const rows = (kind: LandLedgerKind, stocks: readonly Stock[]): readonly LandFlow[] =>
    byPlace(
      places,
      stocks,
      (stock) => stock,
      (its) => ({ kind, ...flowOf(its, from, to) }),
    );
  return [...rows('APPROVED_UNSUPPLIED', unsupplied(records)), ...rows('IDLE', recognised(records))].sort(
    (a, b) => byText(a.kind, b.kind) || byText(a.region, b.region) || byText(a.zone, b.zone),
  );
}

function flowOf(stocks: readonly Stock[], from: string, to: string): Omit<LandFlow, keyof Place | 'kind'> {
  const before = plusDays(from, -1);
  const [opening, risen, fallen, closing]: Rational[][] = [[], [], [], []];
  const missing: string[] = [];
  for (const { key, steps } of stocks) {
    if (!steps) {
      missing.push(key);
      continue;
    }
    let area = Rational.ZERO;
    for (const step of steps) {
      if (step.day > to) break;
      if (step.day > before) {
        const change = step.area.minus(area);
        if (change.sign > 0) risen!.push(change);
        if (change.sign < 0) fallen!.push(change.negated());
      }
      area = step.area;
    }
    closing!.push(area);
    opening!.push(areaOn(steps, before));
  }
  const [o, n, d, c] = [opening!, risen!, fallen!, closing!].map((areas) => Rational.sum(areas));
  return { opening: o!, new: n!, disposed: d!, closing: c!, missing: missing.sort(byText) };
}

function areaOn(steps: Steps, day: string): Rational {
  return steps.findLast((step) => step.day <= day)?.area ?? Rational.ZERO;
}

function unsupplied({ approvals, changes, supplies }: LandRecords): readonly Stock[] {
  const changesOf = groupedBy(changes, ({ approvalDocument, project }) => projectKey(approvalDocument, project));
  const suppliesOf = groupedBy(supplies, (supply) => projectOf(supply) ?? null);
  return approvals.map((approval) => {
    const key = projectKey(approval.document, approval.project);
    const steps = leftSteps({ key, approval, changes: changesOf.get(key) ?? [], supplies: suppliesOf.get(key) ?? [] });
    return { key, town: approval.town, zone: approval.zone, steps };
  });
}

function recognised({ supplies, idleCases, milestones }: LandRecords): readonly Stock[] {
  const casesOf = groupedBy(idleCases, ({ contract }) => contract);
  const ends = milestones.filter(({ event }) => event === '收回' || event === '解除');
  const endsOf = groupedBy(ends, ({ contract }) => contract);
  return supplies.flatMap((supply) => {
    const cases = (casesOf.get(supply.number) ?? []).filter(({ recognisedOn }) => recognisedOn !== null);
    if (cases.length === 0) return [];
    const { number: key, town, zone } = supply;
    return [{ key, town, zone, steps: recognisedSteps(supply, cases, endsOf.get(key) ?? []) }];
  });
}
