import type { FactDefinition } from '../../grading/fact.js';
import { area, measure, unitCode } from '../../handover/column.js';
import { dataset } from '../../handover/dataset.js';
import type { CellsOf } from '../department.js';

/** Who holds which parcel; areas in 亩 (HANDOVER.md, `land.parcels`). */
export const landParcels = dataset({
  id: 'land.parcels',
  department: 'land',
  title: '宗地',
  updated: 'onChange',
  history: { from: 'acquired', to: 'ended' },
  columns: {
    unitCode: { ...unitCode, key: true },
    holderName: {
      label: '权利人名称',
      aliases: ['权利人', '土地使用权人', '使用权人'],
      kind: 'text',
      key: true,
      folded: 'foldedHolderName',
    },
    holderId: { label: '权利人证件号', kind: 'identity' },
    area: { label: '宗地面积', aliases: ['土地面积'], ...area('㎡') },
    landClass: { label: '土地等级', kind: 'text' },
    use: { label: '用途', kind: 'text' },
    right: { label: '权利性质', kind: 'text', sqlName: 'land_right' },
    acquired: { label: '取得日期', kind: 'date', key: true, mayBeEmpty: true },
    ended: { label: '终止日期', kind: 'date', optional: true },
    share: { label: '共有份额', ...measure('percent', '%'), optional: true, sqlName: 'share_percent' },
    location: { label: '坐落', kind: 'text' },
    town: { label: '镇街代码', kind: 'place' },
  },
});

/** Who leases which parcel from whom; areas in 亩, whose header must say its unit (HANDOVER.md, `land.leases`). */
export const landLeases = dataset({
  id: 'land.leases',
  department: 'land',
  title: '厂房土地出租',
  updated: 'onChange',
  history: { from: 'startDate', to: 'endDate' },
  columns: {
    unitCode: { ...unitCode, key: true },
    ownerId: { label: '出租方证件号', kind: 'identity', key: true },
    tenantCode: { label: '承租方统一社会信用代码', kind: 'creditCode', key: true },
    area: { label: '出租面积', ...area(undefined) },
    startDate: { label: '起始日期', kind: 'date', key: true },
    endDate: { label: '终止日期', kind: 'date' },
  },
});

/** HANDOVER.md, Land facts: computed of the parcels and leases in force on 31 December of the year (holding.ts). */
export const landFacts: readonly FactDefinition[] = [
  computed('land.owned_area', '自有土地面积', '亩'),
  computed('land.leased_in', '承租土地面积', '亩'),
  computed('land.leased_out', '出租土地面积', '亩'),
  computed('land.used_area', '实际用地面积', '亩'),
  computed('land.tenants', '承租户数', '个'),
];

const OWNED: CellsOf = { dataset: landParcels.id, fields: ['area', 'share'] };
const LEASED_IN: CellsOf = { dataset: landLeases.id, fields: ['area'], whose: 'tenantCode' };
const LEASED_OUT: CellsOf = { ...LEASED_IN, whose: 'ownerId' };

/** The cells that they are computed of. */
export const landFactCells: Readonly<Record<string, readonly CellsOf[]>> = {
  'land.owned_area': [OWNED],
  'land.leased_in': [LEASED_IN],
  'land.leased_out': [LEASED_OUT],
  'land.used_area': [OWNED, LEASED_IN, LEASED_OUT],
  'land.tenants': [{ ...LEASED_OUT, fields: ['tenantCode'] }],
};

function computed(id: string, title: string, unit: string): FactDefinition {
  return { id, title, kind: 'number', unit, department: 'land' };
}
