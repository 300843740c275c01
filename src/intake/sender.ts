import { handsOver, type HandsOver } from '../access/handing-over.js';
import { Refusal } from '../access/refusal.js';
import type { Viewer } from '../access/viewer.js';
import type { Db } from '../db/db.js';
import type { RecordsOf } from '../db/records.js';
import type { OthersRows } from '../handover/reading.js';
import { recordSets } from './record-sets.js';
import { leasesOfOtherTowns } from './rows-of-towns.js';

/** Who hands files in, where that decides what of them is taken. */
export interface Sender {
  /** @throws Refusal FORBIDDEN for a dataset that is not theirs to hand over */
  check(dataset: string): void;
  /** Finds rows that are not theirs; undefined: they hand over whole tables. */
  readonly others: OthersRows | undefined;
}

/**
 * What a viewer may hand over of all datasets.
 * @param records where the departments' records are, for whose a row is
 * @throws Refusal FORBIDDEN for who hands over nothing
 */
export function senderOf(viewer: Viewer, db: Db, records: RecordsOf): Sender {
  const may = new Map([...recordSets.values()].map(({ dataset }) => [dataset.id, handsOver(viewer, dataset)]));
  const own = [...may].filter(([, whose]) => whose !== 'none').map(([id]) => id);
  if (own.length === 0)
    throw new Refusal('FORBIDDEN', '报送文件只对报送部门开放：请使用该部门的令牌（角色 department），镇街只报送本镇街的厂房土地出租');
  return {
    check: (dataset) => {
      if (may.get(dataset) === 'none')
        throw new Refusal('FORBIDDEN', `${titled(dataset)}应由其他部门报送；本令牌可以报送：${own.map(titled).join('、')}`);
    },
    others: [...may.values()].flatMap((whose) => townsOf(whose) ?? []).map((towns) => leasesOfOtherTowns(db, records, towns))[0],
  };
}

function townsOf(whose: HandsOver): readonly (readonly string[])[] | undefined {
  return typeof whose === 'object' ? [whose.towns] : undefined;
}

function titled(dataset: string): string {
  return `${recordSets.get(dataset)!.dataset.title}（${dataset}）`;
}
