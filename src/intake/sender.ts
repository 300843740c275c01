import { handsOver, type HandsOver } from '../access/handing-over.js';
import { Refusal } from '../access/refusal.js';
import type { Viewer } from '../access/viewer.js';
import type { Db } from '../db/db.js';
import type { RecordsOf } from '../db/records.js';
import type { OthersRows } from '../handover/reading.js';
import { recordSets } from './record-sets.js';
import { leasesOfOtherTowns } from './rows-of-towns.js';
import { rowsOfOtherZones } from './rows-of-zones.js';

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
    throw new Refusal(
      'FORBIDDEN',
      '报送文件只对报送部门开放：请使用该部门的令牌（角色 department），镇街只报送本镇街的厂房土地出租，园区只报送本园区的监管合同、核查、集约利用评价和投产、达产',
    );
  return {
    check: (dataset) => {
      if (may.get(dataset) === 'none')
        throw new Refusal('FORBIDDEN', `${titled(dataset)}应由其他部门报送；本令牌可以报送：${own.map(titled).join('、')}`);
    },
    others: [...may.values()].flatMap((whose) => othersThan(whose, db, records) ?? [])[0],
  };
}

function othersThan(whose: HandsOver, db: Db, records: RecordsOf): OthersRows | undefined {
  if (typeof whose !== 'object') return undefined;
  return 'towns' in whose ? leasesOfOtherTowns(db, records, whose.towns) : rowsOfOtherZones(db, records, whose.zones);
}

function titled(dataset: string): string {
  return `${recordSets.get(dataset)!.dataset.title}（${dataset}）`;
}
