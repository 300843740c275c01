import {
  areaColumn,
  codeColumn,
  dateColumn,
  numberColumn,
  textColumn,
  unitCodeColumn,
} from '../../handover/column.js';
import type { DatasetDefinition } from '../../handover/dataset.js';

/** Who holds which parcel; areas in 亩 (HANDOVER.md, `land.parcels`). */
export const landParcels: DatasetDefinition = {
  id: 'land.parcels',
  department: 'land',
  title: '宗地',
  columns: [
    unitCodeColumn(true),
    { ...textColumn('holderName', '权利人名称'), key: true },
    { field: 'holderId', label: '权利人证件号', kind: 'identity' },
    areaColumn('area', '宗地面积', '㎡'),
    textColumn('landClass', '土地等级'),
    textColumn('use', '用途'),
    textColumn('right', '权利性质'),
    { ...dateColumn('acquired', '取得日期'), key: true, mayBeEmpty: true },
    dateColumn('ended', '终止日期'),
    numberColumn('share', '共有份额', 'percent', '%'),
    textColumn('location', '坐落'),
    codeColumn('town', '镇街代码'),
  ],
};

/** Who leases which parcel from whom; areas in 亩, whose header must say its unit (HANDOVER.md, `land.leases`). */
export const landLeases: DatasetDefinition = {
  id: 'land.leases',
  department: 'land',
  title: '厂房土地出租',
  columns: [
    unitCodeColumn(true),
    { field: 'ownerId', label: '出租方证件号', kind: 'identity', key: true },
    { field: 'tenantCode', label: '承租方统一社会信用代码', kind: 'creditCode', key: true },
    areaColumn('area', '出租面积', undefined),
    { ...dateColumn('startDate', '起始日期'), key: true },
    dateColumn('endDate', '终止日期'),
  ],
};
