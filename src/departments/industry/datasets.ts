import { area, day, parcelCode } from '../../handover/column.js';
import { dataset } from '../../handover/dataset.js';

const optional = { optional: true } as const;

/** 工业低效用地 that were recognised; areas in 亩 (LANDUSE.md, `land.inefficient`). */
export const inefficientLand = dataset({
  id: 'land.inefficient',
  department: 'industry',
  title: '工业低效用地认定',
  updated: 'asItHappens',
  page: 'LANDUSE.md',
  broughtBy: ['land'],
  links: [{ code: 'PARCEL_UNKNOWN', fields: ['parcelCode'], dataset: 'land.parcels', named: ['unitCode'] }],
  columns: {
    number: { label: '认定编号', kind: 'code', key: true },
    parcelCode,
    recognisedOn: { label: '认定日期', ...day },
    rule: { label: '认定规则', kind: 'text' },
    area: { label: '面积', ...area('㎡') },
    way: { label: '处置方式', kind: 'text', ...optional },
    plannedYear: { label: '计划年度', kind: 'year', ...optional },
    acceptedOn: { label: '验收日期', ...day, ...optional },
    acceptance: { label: '验收文号', kind: 'code', ...optional },
  },
});
