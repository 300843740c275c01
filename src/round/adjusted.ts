import { rowsOf, type Assessment, type EnterpriseResult, type GroupResult } from '../grading/assessment.js';
import type { OverrideFired } from '../grading/override.js';
import { classesOf } from '../grading/scheme.js';

/** 定档 sets the class; 提档 raises it at least to it; 降档 lowers it at most to it. */
export type AdjustmentKind = 'SET' | 'RAISE' | 'LOWER';

/** An adjustment as it is applied to a result. */
export interface Adjusting {
  readonly id: string;
  readonly creditCode: string;
  readonly kind: AdjustmentKind;
  readonly class: string;
  readonly article: string;
  readonly document: string;
}

/** An adjustment that was applied: an override with its document. */
export interface AdjustmentFired extends OverrideFired {
  readonly document: string;
}

export const ADJUSTMENT_TITLES: Record<AdjustmentKind, string> = { SET: '定档', RAISE: '提档', LOWER: '降档' };
const ORDER: readonly AdjustmentKind[] = ['SET', 'RAISE', 'LOWER'];

/**
 * An assessment with adjustments applied after its overrides, in the order 定档, 提档, 降档, and with some enterprises held:
 * their class is not said. Nobody else moves: ranks, totals and quotas are as they were (ROUND.md, Phases).
 * @param held credit codes
 */
export function adjusted(assessment: Assessment, adjustments: readonly Adjusting[], held: ReadonlySet<string>): Assessment {
  const before = rowsOf(assessment);
  const changed = new Map<number, EnterpriseResult>();
  const byCode = new Map<string, Adjusting[]>();
  for (const each of adjustments) byCode.set(each.creditCode, [...(byCode.get(each.creditCode) ?? []), each]);
  if (byCode.size === 0 && held.size === 0) return assessment;
  for (let row = 0; row < before.size; row += 1) {
    const { creditCode } = before.result(row);
    const its = byCode.get(creditCode);
    if (!its && !held.has(creditCode)) continue;
    const result = withAdjustments(before.result(row), its ?? []);
    changed.set(row, held.has(creditCode) ? asHeld(result) : result);
  }
  const result = (row: number): EnterpriseResult => changed.get(row) ?? before.result(row);
  return {
    ...assessment,
    groups: assessment.groups.map((group) =>
      counted(
        group,
        [...changed.keys()].map((row) => [before.result(row), result(row)]),
      ),
    ),
    results: Array.from({ length: before.size }, (_, row) => result(row)),
    rows: {
      size: before.size,
      result,
      groupOf: (row) => before.groupOf(row),
      rankOf: (row) => before.rankOf(row),
      finalOf: (row) => (changed.has(row) ? changed.get(row)!.final : before.finalOf(row)),
    },
  };
}

function withAdjustments(result: EnterpriseResult, adjustments: readonly Adjusting[]): EnterpriseResult {
  const { group } = result;
  if (!group || result.state === 'NOT_EVALUATED') return result;
  const classes = classesOf(group);
  const fired: AdjustmentFired[] = [];
  let current = result.final;
  for (const { id, kind, class: named, article, document } of [...adjustments].sort(
    (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
  )) {
    const after = classAfter(kind, named, current, classes);
    if (after === undefined) continue;
    fired.push({ id, title: ADJUSTMENT_TITLES[kind], article, document, before: current ?? '', after });
    current = after;
  }
  if (fired.length === 0) return result;
  // Who had no class for lack of a value has one now, by decision.
  const state = kindSets(adjustments) ? 'GRADED' : result.state;
  return { ...result, state, final: current, overrides: [...result.overrides, ...fired] };
}

function kindSets(adjustments: readonly Adjusting[]): boolean {
  return adjustments.some(({ kind }) => kind === 'SET');
}

/** Undefined where there is nothing to raise or lower, or the group has no such class. */
function classAfter(kind: AdjustmentKind, named: string, current: string | undefined, classes: readonly string[]): string | undefined {
  const to = classes.indexOf(named);
  if (to < 0) return undefined;
  if (kind === 'SET') return named;
  if (current === undefined) return undefined;
  const at = classes.indexOf(current);
  return kind === 'RAISE' ? classes[Math.min(at, to)] : classes[Math.max(at, to)];
}

function asHeld(result: EnterpriseResult): EnterpriseResult {
  return result.state === 'NOT_EVALUATED' ? result : { ...result, state: 'HELD', final: undefined, treatedAs: undefined };
}

/** A group's counts of classes, by the results that changed. */
function counted(group: GroupResult, changes: readonly (readonly [EnterpriseResult, EnterpriseResult])[]): GroupResult {
  const counts = new Map(group.classes.map(({ class: name, count }) => [name, count]));
  for (const [was, is] of changes) {
    if (was.group !== group.group) continue;
    if (was.final !== undefined) counts.set(was.final, (counts.get(was.final) ?? 0) - 1);
    if (is.final !== undefined) counts.set(is.final, (counts.get(is.final) ?? 0) + 1);
  }
  const order = [...classesOf(group.group), ...[...counts.keys()].filter((name) => !classesOf(group.group).includes(name)).sort()];
  const classes = order
    .filter((name) => (counts.get(name) ?? 0) > 0)
    .map((name) => ({ class: name, title: group.group.names[name], count: counts.get(name)! }));
  return { ...group, classes };
}
