import { area, contractNumber, creditCode, day, measure, year, zone } from '../../handover/column.js';
import { dataset, type ColumnDeclaration } from '../../handover/dataset.js';

const money = measure('money', '万元');
const optional = { optional: true } as const;
/** 元/㎡ ends in no 万元/亩, but 万元/亩 in 元/㎡. */
const moneyPerLand = { kind: 'number', unit: { kind: 'rate', canonical: '万元/亩', stored: '元/㎡' }, ...optional } as const satisfies Omit<
  ColumnDeclaration,
  'label'
>;
const outputContract = { label: '监管合同号', kind: 'code', key: true } as const;

/** What an enterprise may promise: the columns without 承诺. */
export const PROMISED = ['投资强度', '容积率', '亩均税收', '单位能耗增加值', '单位排放增加值', '研发比'] as const;

/** 产出监管合同, the second contract of a supply: 元/㎡ for what is promised of each 亩, money in 万元 (LANDUSE.md, `land.output_contracts`). */
export const outputContracts = dataset({
  id: 'land.output_contracts',
  department: 'zone',
  title: '产出监管合同',
  updated: 'asItHappens',
  page: 'LANDUSE.md',
  links: [{ code: 'CONTRACT_UNKNOWN', fields: ['contract'], dataset: 'land.supplies', named: ['number'] }],
  columns: {
    number: outputContract,
    contract: contractNumber,
    creditCode: { ...creditCode, key: false },
    signedOn: { label: '签订日期', ...day },
    productionBy: { label: '投产期限', ...day },
    capacityBy: { label: '达产期限', ...day },
    reviewYear: { label: '复核年度', kind: 'year', ...optional },
    investmentIntensity: { label: '承诺投资强度', ...moneyPerLand },
    floorAreaRatio: { label: '承诺容积率', kind: 'number', ...optional },
    taxPerMu: { label: '承诺亩均税收', ...moneyPerLand },
    valueAddedPerEnergy: { label: '承诺单位能耗增加值', ...measure('moneyPerEnergy', '万元/吨标煤'), ...optional },
    valueAddedPerEmission: { label: '承诺单位排放增加值', ...measure('moneyPerMass', '万元/吨'), ...optional },
    rdRatio: { label: '承诺研发比', ...measure('percent', '%'), ...optional },
    tolerance: { label: '容差', ...measure('percent', '%'), ...optional },
    deposit: { label: '履约保证金', ...money, ...optional },
  },
});

/** 履约核查: what a zone found of a promise, in the unit of the promise (LANDUSE.md, `land.checks`). */
export const outputChecks = dataset({
  id: 'land.checks',
  department: 'zone',
  title: '履约核查',
  updated: 'asItHappens',
  page: 'LANDUSE.md',
  links: [{ code: 'CONTRACT_UNKNOWN', fields: ['outputContract'], dataset: outputContracts.id, named: ['number'] }],
  columns: {
    outputContract,
    node: { label: '节点', kind: 'choice', choices: ['竣工', '投产', '达产'], key: true },
    indicator: { label: '指标', kind: 'choice', choices: PROMISED, key: true },
    actual: { label: '实际值', kind: 'number' },
    date: { label: '日期', ...day },
    document: { label: '文书号', kind: 'code' },
    rectifyBy: { label: '整改期限', ...day, ...optional },
  },
});

/** 开发区集约利用评价, by zone and year: areas in 亩, money in 万元 (LANDUSE.md, `zone.landuse`). */
export const zoneLandUse = dataset({
  id: 'zone.landuse',
  department: 'zone',
  title: '园区集约利用评价',
  updated: 'yearly',
  page: 'LANDUSE.md',
  columns: {
    zone: { ...zone, key: true },
    year,
    built: { label: '已建成用地', ...area('㎡') },
    industrial: { label: '工矿仓储用地', ...area('㎡') },
    residential: { label: '住宅用地', ...area('㎡') },
    ready: { label: '未建成可供用地', ...area('㎡') },
    notReady: { label: '未建成不可供用地', ...area('㎡') },
    supplied: { label: '已供应用地', ...area('㎡') },
    idle: { label: '闲置用地', ...area('㎡') },
    floorArea: { label: '总建筑面积', ...area('㎡') },
    industrialFloorArea: { label: '工矿建筑面积', ...area('㎡') },
    industrialBaseArea: { label: '工矿建筑基底面积', ...area('㎡') },
    industrialInvestment: { label: '工矿固定资产投资', ...money },
    industrialTax: { label: '工业税收', ...money },
    tax: { label: '二三产税收', ...money },
    population: { label: '常住人口', ...measure('persons', '人'), nonNegative: true },
  },
});
