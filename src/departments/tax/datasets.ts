import { area, creditCode, enterpriseName, measure, taxpayerId, unitCode, year } from '../../handover/column.js';
import { dataset } from '../../handover/dataset.js';

const paid = { ...measure('money', '万元'), fact: true } as const;

/** What an enterprise paid in a year, in 万元 (HANDOVER.md, `tax.payments`). */
export const taxPayments = dataset({
  id: 'tax.payments',
  department: 'tax',
  title: '企业税收',
  updated: 'yearly',
  columns: {
    creditCode,
    name: enterpriseName('纳税人名称'),
    year,
    vatNet: { label: '增值税净入库', ...paid },
    exportCredit: { label: '出口免抵', ...paid },
    refundOnLevy: { label: '即征即退', ...paid },
    corporateIncome: { label: '企业所得税', ...paid },
    property: { label: '房产税', ...paid },
    landUse: { label: '城镇土地使用税', aliases: ['土地使用税'], ...paid },
    other: { label: '其他税费', ...paid },
    returned: { label: '返还金额', ...paid },
  },
});

/** The land-tax sources that taxpayers declared; areas in 亩, amounts in 元 (HANDOVER.md, `tax.land_sources`). */
export const taxLandSources = dataset({
  id: 'tax.land_sources',
  department: 'tax',
  title: '城镇土地使用税税源',
  updated: 'yearly',
  history: { from: 'startDate', to: 'endDate' },
  columns: {
    sourceId: { label: '税源编号', kind: 'code', key: true },
    taxpayerId,
    taxpayerName: enterpriseName('纳税人名称'),
    unitCode,
    occupiedArea: { label: '占用土地面积', ...area('㎡') },
    taxableArea: { label: '应税土地面积', ...area('㎡') },
    relievedArea: { label: '减免税面积', ...area('㎡') },
    landClass: { label: '土地等级', kind: 'text' },
    rate: { label: '税额标准', ...measure('rate', '元/㎡') },
    startDate: { label: '义务起始日期', kind: 'date' },
    endDate: { label: '义务终止日期', kind: 'date' },
    annualTax: { label: '年应纳税额', ...measure('money', '元') },
    annualRelief: { label: '年减免税额', ...measure('money', '元') },
  },
});
