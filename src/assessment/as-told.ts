import { zonesOf } from '../access/rows.js';
import type { Assessment, EnterpriseResult } from '../grading/assessment.js';
import { assessmentsBeside } from './assessments-beside.js';
import { groupsWithClasses, type LooksAtClasses } from './class-waiver.js';
import { classesThenTell } from './classes-then.js';
import { inTurns } from './orders.js';
import type { SeenAssessment } from './seen.js';
import { thereFor } from './there.js';
import type { Beside } from './told-band.js';
import { treatmentConditions } from './told-treatments.js';

/** Who looks at an assessment, and what may be set beside it. */
export type LooksAt = Beside & LooksAtClasses;

type Told = Pick<SeenAssessment, 'assessment' | 'unclassed'>;

/** An assessment outlives the request: what is told of it is worked out once for viewers of the same zones. */
const worked = new WeakMap<Assessment, Map<string, Promise<Told>>>();

/**
 * An assessment as it may be told: without the classes that would tell figures of departments, where no grant says that they
 * may ({@link groupsWithClasses}), and of an earlier data version beside what is told now ({@link classesThenTell}).
 * @throws Refusal FORBIDDEN where states or groups would, and no grant says that they may
 */
export async function asTold(of: SeenAssessment, looks: LooksAt): Promise<SeenAssessment> {
  const groups = groupsWithClasses(of, looks);
  const version = await looks.version();
  const isThen = zonesOf(looks.viewer) !== undefined && of.version !== version;
  if (groups.length === of.assessment.scheme.groups.length && !isThen) return of;
  const all = isThen ? await assessmentsBeside(of, looks) : [];
  const key = JSON.stringify([zonesOf(looks.viewer), version, groups.map(({ id }) => id), all.map((each) => [each.scheme.digest, treatmentConditions(each, looks)])]);
  const kept = worked.get(of.assessment) ?? new Map<string, Promise<Told>>();
  worked.set(of.assessment, kept);
  const found = kept.get(key) ?? withoutTelling(of, (result) => (result.group !== undefined && !groups.includes(result.group)) || (isThen && classesThenTell(of, result, looks)), looks);
  kept.set(key, found);
  found.catch(() => kept.delete(key));
  const told = await found;
  return told.unclassed ? { ...of, ...told } : of;
}

async function withoutTelling(of: SeenAssessment, tells: (result: EnterpriseResult) => boolean | Promise<boolean>, { viewer }: LooksAt): Promise<Told> {
  const { assessment } = of;
  const { results } = assessment;
  const closed = new Set<number>();
  for await (const row of inTurns(results.keys())) if (thereFor(viewer, of, row) && (await tells(results[row]!))) closed.add(row);
  if (closed.size === 0) return { assessment };
  for (let before = 0; before < closed.size; ) {
    before = closed.size;
    // Who takes another's class, or is evaluated as one with it, would tell it.
    for (const { row, inheritedFrom, unit } of results) if ([inheritedFrom, ...(unit ?? [])].some((code) => code !== undefined && closed.has(of.directory.row(code) ?? -1))) closed.add(row);
  }
  const told = results.map((result) => (closed.has(result.row) ? withoutClass(result) : result));
  return { assessment: { ...assessment, results: told }, unclassed: closed };
}

/** A result may work itself out of columns: it has no fields to copy. */
function withoutClass(result: EnterpriseResult): EnterpriseResult {
  const { row, creditCode, state, stateTitle, group, indicators, extras, extrasSum, reweighting, total, rank, rankedOf, treatedAs, lacks, unit, inheritedFrom } = result;
  const rest = { row, creditCode, state, stateTitle, group, indicators, extras, extrasSum, reweighting, total, rank, rankedOf, treatedAs, lacks, unit, inheritedFrom };
  return { ...rest, initial: undefined, final: undefined, overrides: [] };
}
