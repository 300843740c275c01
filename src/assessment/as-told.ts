import { isGrantedOnRecord } from '../access/on-record.js';
import { Refusal } from '../access/refusal.js';
import { zonesOf } from '../access/rows.js';
import type { Assessment, EnterpriseResult } from '../grading/assessment.js';
import { assessedOrNone, assessmentsBeside } from './assessments-beside.js';
import { groupsWithClasses, type LooksAtClasses } from './class-waiver.js';
import { classesThenTell } from './classes-then.js';
import { isFurther } from './further.js';
import { furtherClassesThatTell } from './further-classes.js';
import type { BesideTotals } from './groups-given-away.js';
import { inTurns } from './orders.js';
import type { SeenAssessment } from './seen.js';
import { seenParts, seesOf } from './sight.js';
import { thereFor } from './there.js';
import type { Beside } from './told-band.js';
import { treatmentConditions } from './told-treatments.js';

/** Who looks at an assessment, and what may be set beside it. */
export type LooksAt = Beside & BesideTotals & LooksAtClasses;

type Told = Pick<SeenAssessment, 'assessment' | 'unclassed'>;

/** An assessment outlives the request: what is told of it is worked out once for viewers of the same zones. */
const worked = new WeakMap<Assessment, Map<string, Promise<Told>>>();

/**
 * An assessment as it may be told: without the classes that would tell figures of departments, where no grant says that they
 * may ({@link groupsWithClasses}), of an earlier data version beside what is told now ({@link classesThenTell}), and under a scheme
 * that is not in force beside those that are ({@link furtherClassesThatTell}).
 * @throws Refusal FORBIDDEN where states or groups would, and no grant says that they may; LIMIT_EXCEEDED, SOURCE_UNAVAILABLE
 */
export async function asTold(of: SeenAssessment, looks: LooksAt): Promise<SeenAssessment> {
  const groups = groupsWithClasses(of, looks);
  const version = await looks.version();
  const isThen = zonesOf(looks.viewer) !== undefined && of.version !== version;
  const isSetBeside = isFurther(of, looks);
  if (isSetBeside) await putOnRecord(of, looks);
  const fromBase = of.base?.unclassed;
  if (groups.length === of.assessment.scheme.groups.length && !isThen && !isSetBeside && !fromBase) return of;
  const all = isThen || isSetBeside ? await assessmentsBeside(of, looks) : [];
  const key = JSON.stringify([zonesOf(looks.viewer), version, isGrantedOnRecord('Grade.total', looks), groups.map(({ id }) => id), all.map((each) => [each.scheme.digest, treatmentConditions(each, looks), seenParts(each, seesOf(looks)), [...(each.unclassed ?? [])]])]);
  const kept = worked.get(of.assessment) ?? new Map<string, Promise<Told>>();
  worked.set(of.assessment, kept);
  const found = kept.get(key) ?? toldOf();
  kept.set(key, found);
  found.catch(() => kept.delete(key));
  const told = await found;
  return told.unclassed ? { ...of, ...told } : of;

  async function toldOf(): Promise<Told> {
    const closed = new Set([...(isSetBeside ? [...(await furtherClassesThatTell(of, looks)), ...(await closedNow(of, looks))] : []), ...(fromBase ?? [])]);
    return withoutTelling(of, (result) => closed.has(result.row) || (result.group !== undefined && !groups.includes(result.group)) || (isThen && classesThenTell(of, result, looks)), looks);
  }
}

/** @throws Refusal LIMIT_EXCEEDED where too many were told of, SOURCE_UNAVAILABLE if it cannot be put on record */
async function putOnRecord({ assessment: { year, scheme: { id } }, scheme: { digest } }: SeenAssessment, { furtherSchemes }: LooksAt): Promise<void> {
  if (await furtherSchemes.before(year, digest)) return;
  throw new Refusal('LIMIT_EXCEEDED', `方案 ${id} 不是本县 ${year} 年度现行方案；该年度已按其他非现行方案告知过评价结果，再多一个方案并列就可能反推出未授权的数据：请按现行方案查询`);
}

/** The rows of an earlier data version whose classes are not told now. */
async function closedNow(of: SeenAssessment, looks: LooksAt): Promise<readonly number[]> {
  const version = await looks.version();
  const [now] = of.version === version ? [] : await assessedOrNone(of.scheme.digest, { year: of.assessment.year, version }, looks.assessAsTold);
  return [...(now?.unclassed ?? [])].flatMap((row) => of.directory.row(now!.directory.records[row]!.creditCode) ?? []);
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
