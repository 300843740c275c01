import { area, contractNumber, creditCode, day, measure, parcelCode, year } from '../../handover/column.js';
import { dataset } from '../../handover/dataset.js';
import { OUTLINE_SYSTEMS } from '../../handover/outline-system.js';
import { OF_KNOWN_CONTRACT, ON_REGISTERED_PARCEL } from './supply-datasets.js';

const optional = { optional: true } as const;
const money = { ...measure('money', '万元'), ...optional } as const;
const rate = measure('percent', '%');

/** 闲置土地 that are investigated, recognised, disposed of; fees in 万元 (LANDUSE.md, `land.idle_cases`). */
export const landIdleCases = dataset({
  id: 'land.idle_cases',
  department: 'land',
  title: '闲置土地处置',
  updated: 'asItHappens',
  page: 'LANDUSE.md',
  links: [OF_KNOWN_CONTRACT],
  columns: {
    number: { label: '案号', kind: 'code', key: true },
    contract: contractNumber,
    openedOn: { label: '立案日期', ...day },
    recognisedOn: { label: '认定日期', ...day, ...optional },
    document: { label: '认定文书号', kind: 'code', ...optional },
    cause: { label: '原因', kind: 'choice', choices: ['政府', '企业', '不可抗力'] },
    way: { label: '处置方式', kind: 'text', ...optional },
    fee: { label: '闲置费', ...money },
    feePaidOn: { label: '缴清日期', ...day, ...optional },
    finishedOn: { label: '完成日期', ...day, ...optional },
  },
});

/** 二级市场: what the register of rights put on record of a parcel; areas in 亩 (LANDUSE.md, `land.transfers`). */
export const landTransfers = dataset({
  id: 'land.transfers',
  department: 'land',
  title: '土地二级市场登记',
  updated: 'asItHappens',
  page: 'LANDUSE.md',
  links: [ON_REGISTERED_PARCEL],
  columns: {
    number: { label: '登记号', kind: 'code', key: true },
    parcelCode,
    kind: { label: '种类', kind: 'choice', choices: ['转让', '分割', '续期', '收回', '出租'] },
    date: { label: '日期', ...day },
    area: { label: '面积', ...area('㎡') },
    buyerId: { label: '受让人证件号', kind: 'identity', ...optional },
    successors: { label: '后继宗地代码', kind: 'parcelCodes', ...optional },
  },
});

/** 宗地界线 as drawn, never used for amounts: one row a feature (LANDUSE.md, `land.outlines`). */
export const landOutlines = dataset({
  id: 'land.outlines',
  department: 'land',
  title: '宗地界线',
  updated: 'onChange',
  page: 'LANDUSE.md',
  links: [ON_REGISTERED_PARCEL],
  columns: {
    parcelCode: { ...parcelCode, key: true },
    geometry: { label: '界线', kind: 'outline' },
    crs: { label: '坐标系', kind: 'choice', choices: OUTLINE_SYSTEMS },
    properties: { label: '其他属性', kind: 'text', ...optional },
  },
});

/** 矿山三率, by permit and year, in %; areas in 亩 (LANDUSE.md, `mines.annual`). */
export const minesAnnual = dataset({
  id: 'mines.annual',
  department: 'land',
  title: '矿山年度指标',
  updated: 'yearly',
  page: 'LANDUSE.md',
  columns: {
    permit: { label: '采矿许可证号', kind: 'code', key: true },
    year,
    creditCode: { ...creditCode, key: false },
    mineral: { label: '矿种', kind: 'text' },
    mining: { label: '开采回采率', ...rate },
    dressing: { label: '选矿回收率', ...rate },
    utilisation: { label: '综合利用率', ...rate },
    designMining: { label: '设计开采回采率', ...rate },
    designDressing: { label: '设计选矿回收率', ...rate },
    designUtilisation: { label: '设计综合利用率', ...rate },
    greenLevel: { label: '绿色矿山级别', kind: 'choice', choices: ['无', '市级', '省级', '国家级'] },
    areaToTreat: { label: '应治理面积', ...area('㎡'), ...optional },
    treatedArea: { label: '已治理面积', ...area('㎡'), ...optional },
    size: { label: '规模', kind: 'choice', choices: ['大', '中', '小'], ...optional },
    clean: { label: '清洁生产', kind: 'boolean', ...optional },
  },
});
