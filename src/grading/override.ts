import { conditionTest, type SoFar } from './condition.js';
import type { FactTable } from './fact-table.js';
import type { Override } from './scheme.js';

/** An override that fired; it may have left the class as it was. */
export interface OverrideFired {
  readonly id: string;
  readonly title: string;
  readonly article: string | undefined;
  readonly before: string;
  readonly after: string;
}

/** Applies the overrides in their order to a row's initial class; `classOrder` holds the classes from the best to the last. */
export type Overriding = (
  row: number,
  initial: string,
  classOrder: readonly string[],
  value: SoFar['value'],
) => { readonly final: string; readonly fired: readonly OverrideFired[] };

/** Makes {@link Overriding} for a scheme's overrides (SCHEME.md, Overrides). */
export function overriding(overrides: readonly Override[], facts: FactTable): Overriding {
  const rules = overrides.map((override) => ({ override, holds: conditionTest(override.when, facts) }));
  return (row, initial, classOrder, value) => {
    let current = initial;
    const fired: OverrideFired[] = [];
    for (const { override, holds } of rules) {
      if (fired.some((earlier) => override.unless.includes(earlier.id))) continue;
      const after = classAfter(override.effect, current, classOrder);
      if (after === undefined || !holds(row, { value, class: current })) continue;
      fired.push({ id: override.id, title: override.title, article: override.article, before: current, after });
      current = after;
    }
    return { final: current, fired };
  };
}

/** Undefined where the effect names a class that the group does not have. */
function classAfter(effect: Override['effect'], current: string, classOrder: readonly string[]): string | undefined {
  const at = classOrder.indexOf(current);
  if (effect.kind === 'shift') return classOrder[Math.min(Math.max(at - effect.by, 0), classOrder.length - 1)];
  const named = classOrder.indexOf(effect.class);
  if (named < 0) return undefined;
  switch (effect.kind) {
    case 'set':
      return effect.class;
    case 'best':
      return at < named ? effect.class : current;
    case 'worst':
      return at > named ? effect.class : current;
  }
}
