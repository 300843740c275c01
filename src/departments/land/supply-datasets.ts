import { area, contractNumber, day, measure, parcelCode, town, zone } from '../../handover/column.js';
import { dataset, type Link } from '../../handover/dataset.js';
import { landApprovals } from './approval-datasets.js';
import { landParcels } from './datasets.js';

const money = measure('money', '万元');
const optional = { optional: true } as const;
const penaltyRate = { ...measure('percent', '‰'), ...optional } as const;

/** That a 宗地代码 is the parcel of a unit of the register. */
export const ON_REGISTERED_PARCEL: Link = { code: 'PARCEL_UNKNOWN', fields: ['parcelCode'], dataset: landParcels.id, named: ['unitCode'] };

/** 供地合同 and 划拨决定书; areas in 亩, money in 万元, rates of penalty in ‰ a day (LANDUSE.md, `land.supplies`). */
export const landSupplies = dataset({
  id: 'land.supplies',
  department: 'land',
  title: '供地合同',
  updated: 'asItHappens',
  page: 'LANDUSE.md',
  datesInOrder: ['signedOn', 'deliveryOn', 'startOn', 'completionOn'],
  links: [
    ON_REGISTERED_PARCEL,
    {
      code: 'APPROVAL_UNKNOWN',
      fields: ['approvalDocument', 'project'],
      dataset: landApprovals.id,
      named: ['document', 'project'],
    },
  ],
  columns: {
    number: { ...contractNumber, key: true },
    supervisionNumber: { label: '电子监管号', kind: 'code', ...optional },
    parcelCode,
    approvalDocument: { label: '批准文号', kind: 'code', ...optional },
    project: { label: '项目编号', kind: 'code', ...optional },
    way: { label: '供应方式', kind: 'choice', choices: ['划拨', '出让', '租赁', '先租后让', '弹性出让'] },
    area: { label: '供应面积', ...area('㎡') },
    existingArea: { label: '其中存量面积', ...area('㎡'), ...optional },
    price: { label: '成交价', ...money },
    useCode: { label: '用途代码', kind: 'code' },
    years: { label: '年限', ...measure('years', '年') },
    leaseEnd: { label: '租赁止日', ...day, ...optional },
    holderId: { label: '受让人证件号', kind: 'identity' },
    signedBy: { label: '受让人名称', kind: 'text' },
    signedOn: { label: '签订日期', ...day },
    deliveryOn: { label: '约定交地日期', ...day, ...optional },
    startOn: { label: '约定动工日期', ...day, ...optional },
    completionOn: { label: '约定竣工日期', ...day, ...optional },
    floorAreaRatioAtLeast: { label: '容积率下限', kind: 'number', ...optional },
    totalInvestment: { label: '总投资', ...money, ...optional },
    standardLand: { label: '标准地', kind: 'boolean' },
    startPenaltyRate: { label: '动工违约金率', ...penaltyRate },
    completionPenaltyRate: { label: '竣工违约金率', ...penaltyRate },
    penaltyCap: { label: '违约金上限比例', ...measure('percent', '%'), ...optional },
    town,
    zone: { ...zone, ...optional },
  },
});

/** That a 合同编号 is of a contract that was handed over. */
export const OF_KNOWN_CONTRACT: Link = { code: 'CONTRACT_UNKNOWN', fields: ['contract'], dataset: landSupplies.id, named: ['number'] };

/** The parcels of a contract over several; areas in 亩 (LANDUSE.md, `land.supply_parcels`). */
export const landSupplyParcels = dataset({
  id: 'land.supply_parcels',
  department: 'land',
  title: '合同宗地',
  updated: 'asItHappens',
  page: 'LANDUSE.md',
  links: [OF_KNOWN_CONTRACT, ON_REGISTERED_PARCEL],
  columns: {
    contract: { ...contractNumber, key: true },
    parcelCode: { ...parcelCode, key: true },
    area: { label: '面积', ...area('㎡') },
  },
});

/** Instalments of the price, 万元 (LANDUSE.md, `land.payments`). */
export const landPayments = dataset({
  id: 'land.payments',
  department: 'land',
  title: '土地价款缴纳',
  updated: 'asItHappens',
  page: 'LANDUSE.md',
  links: [OF_KNOWN_CONTRACT],
  columns: {
    contract: { ...contractNumber, key: true },
    instalment: { label: '期号', kind: 'code', key: true },
    dueOn: { label: '应缴日期', ...day },
    amount: { label: '应缴金额', ...money },
    paidOn: { label: '实缴日期', ...day, ...optional },
    paid: { label: '实缴金额', ...money, ...optional },
  },
});

/** The events that a zone answers for, whoever brings them (LANDUSE.md, Datasets, Whose they are). */
export const EVENTS_OF_ZONE: readonly string[] = ['投产', '达产'];

/** What became of a contract; areas in 亩, money in 万元 (LANDUSE.md, `land.milestones`). */
export const landMilestones = dataset({
  id: 'land.milestones',
  department: 'land',
  title: '开发利用节点',
  updated: 'asItHappens',
  page: 'LANDUSE.md',
  broughtBy: ['zone'],
  links: [OF_KNOWN_CONTRACT],
  columns: {
    contract: { ...contractNumber, key: true },
    event: {
      label: '事件',
      kind: 'choice',
      choices: ['交地', '动工', '停工', '复工', '竣工', '投产', '达产', '延期批准', '政府原因起', '政府原因止', '解除', '收回'],
      otherwise: 'EVENT_UNKNOWN',
      key: true,
    },
    date: { label: '日期', ...day, key: true },
    document: { label: '文书号', kind: 'code', key: true, mayBeEmpty: true },
    postponed: { label: '延期事项', kind: 'choice', choices: ['动工', '竣工'], ...optional },
    newDate: { label: '新日期', ...day, ...optional },
    startedArea: { label: '已动工面积', ...area('㎡'), ...optional },
    areaToStart: { label: '应动工面积', ...area('㎡'), ...optional },
    invested: { label: '已投资额', ...money, ...optional },
  },
});
