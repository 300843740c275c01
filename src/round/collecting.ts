import { and, inArray, isNotNull, isNull } from 'drizzle-orm';
import { factsBehind } from '../assessment/fact-behind.js';
import { datasetsOf } from '../assessment/fact-cells.js';
import type { Db } from '../db/db.js';
import { needsTenure } from '../grading/needed-facts.js';
import type { Scheme } from '../grading/scheme.js';
import { recordSets } from '../intake/record-sets.js';
import { handover } from '../intake/table.js';
import { onRound, type RoundNow } from './on-round.js';
import { issue, refuseIf, type RoundIssue } from './refused.js';
import { recordStep, type Actor, type Round } from './round.js';

/** Who holds and who leases which parcel. */
const TENURE = ['land.parcels', 'land.leases'];

/** The datasets that hold a fact or event named by a scheme's text, by id. */
export function datasetsOfScheme(scheme: Scheme, year: number): readonly string[] {
  const behind = factsBehind(scheme, year, { facts: [], events: [] });
  const named = scheme.groups.flatMap((group) => behind.ofGrade(group).flatMap(datasetsOf));
  const all = new Set([...named, ...(needsTenure(scheme) ? TENURE : [])]);
  return [...recordSets.keys()].filter((id) => all.has(id));
}

/** The datasets of a scheme that are neither handed over, be it before the round, nor waived: each with what to do. */
export async function missingDatasets(db: Db, { events }: RoundNow, datasets: readonly string[]): Promise<readonly RoundIssue[]> {
  const rows = await db
    .selectDistinct({ dataset: handover.dataset })
    .from(handover)
    .where(and(inArray(handover.dataset, [...datasets]), isNotNull(handover.version), isNull(handover.retractedAs)));
  const there = new Set([
    ...rows.map(({ dataset }) => dataset),
    ...events.flatMap(({ act, detail }) => (act === 'DATASET_WAIVED' ? [String(detail['dataset'])] : [])),
  ]);
  return datasets
    .filter((id) => !there.has(id))
    .map((id) => {
      const { title } = recordSets.get(id)!.dataset;
      return issue('NOT_READY', id, `${title}（${id}）尚未报送；请报送，或写明理由免报（waiveDataset）`);
    });
}

/** Leaves out a dataset that will not come in a round. @throws RoundRefused, RoundUnknown */
export function waiveDataset(
  db: Db,
  who: Actor,
  at: Date,
  id: number,
  {
    dataset,
    reason,
    named,
  }: { readonly dataset: string; readonly reason: string; readonly named: (its: Round) => Promise<readonly string[]> },
): Promise<Round> {
  return onRound(db, id, async ({ round: its, events }) => {
    const isDone = events.find(({ act, detail }) => act === 'DATASET_WAIVED' && detail['dataset'] === dataset);
    const issues: RoundIssue[] = [];
    if (!reason.trim()) issues.push(issue('REASON_MISSING', 'reason', '免报须写理由（reason）'));
    if (its.phase !== 'PLANNED' && its.phase !== 'COLLECTING') issues.push(issue('PHASE_OVER', null, '数据汇集已结束，不能再免报'));
    const datasets = await named(its);
    if (!datasets.includes(dataset))
      issues.push(issue('VALUE_INVALID', 'dataset', `方案没有用到 ${JSON.stringify(dataset)}；用到的：${datasets.join('、')}`));
    if (isDone) issues.push(issue('ALREADY_DONE', dataset, `${dataset} 已由 ${isDone.actor} 于 ${isDone.at.toISOString()} 免报`));
    refuseIf(issues);
    return async (tx) => {
      await recordStep(tx, its, who, at, { act: 'DATASET_WAIVED', reason: reason.trim(), detail: { dataset } });
      return its;
    };
  });
}
