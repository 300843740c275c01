import { zonesOf } from '../access/rows.js';
import type { EnterpriseResult } from '../grading/assessment.js';
import { groupsWithClasses, type LooksAtClasses } from './class-waiver.js';
import { classesThenTell } from './classes-then.js';
import type { SeenAssessment } from './seen.js';
import { thereFor } from './there.js';
import type { Beside } from './told-band.js';

/** Who looks at an assessment, and what may be set beside it. */
export type LooksAt = Beside & LooksAtClasses;

const known = new WeakMap<SeenAssessment, Promise<SeenAssessment>>();

/**
 * An assessment as it may be told: without the classes that would tell figures of departments, where no grant says that they
 * may ({@link groupsWithClasses}), and of an earlier data version beside what is told now ({@link classesThenTell}).
 * @throws Refusal FORBIDDEN where states or groups would, and no grant says that they may
 */
export function asTold(of: SeenAssessment, looks: LooksAt): Promise<SeenAssessment> {
  const found = known.get(of) ?? withoutTelling(of, looks);
  known.set(of, found);
  return found;
}

async function withoutTelling(of: SeenAssessment, looks: LooksAt): Promise<SeenAssessment> {
  const { results, scheme } = of.assessment;
  const groups = groupsWithClasses(of, looks);
  const isThen = zonesOf(looks.viewer) !== undefined && of.version !== (await looks.version());
  if (groups.length === scheme.groups.length && !isThen) return of;
  const closed = new Set<number>();
  for (const result of results) {
    const { row, group } = result;
    if ((group && !groups.includes(group)) || (isThen && thereFor(looks.viewer, of, row) && (await classesThenTell(of, result, looks)))) closed.add(row);
  }
  if (closed.size === 0) return of;
  const told = results.map((result) => (closed.has(result.row) ? withoutClass(result) : result));
  return { ...of, assessment: { ...of.assessment, results: told }, unclassed: closed };
}

/** A result may work itself out of columns: it has no fields to copy. */
function withoutClass(result: EnterpriseResult): EnterpriseResult {
  const { row, creditCode, state, stateTitle, group, indicators, extras, extrasSum, reweighting, total, rank, rankedOf, treatedAs, lacks, unit, inheritedFrom } = result;
  const rest = { row, creditCode, state, stateTitle, group, indicators, extras, extrasSum, reweighting, total, rank, rankedOf, treatedAs, lacks, unit, inheritedFrom };
  return { ...rest, initial: undefined, final: undefined, overrides: [] };
}
