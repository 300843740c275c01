import {
  areaColumn,
  creditCodeColumn,
  dateColumn,
  codeColumn,
  nameColumn,
  numberColumn,
  taxpayerIdColumn,
  textColumn,
  unitCodeColumn,
  yearColumn,
} from '../../handover/column.js';
import type { DatasetDefinition } from '../../handover/dataset.js';

/** What an enterprise paid in a year, in 万元 (HANDOVER.md, `tax.payments`). */
export const taxPayments: DatasetDefinition = {
  id: 'tax.payments',
  department: 'tax',
  title: '企业税收',
  columns: [
    creditCodeColumn,
    nameColumn('纳税人名称'),
    yearColumn,
    numberColumn('vatNet', '增值税净入库', 'money', '万元'),
    numberColumn('exportCredit', '出口免抵', 'money', '万元'),
    numberColumn('refundOnLevy', '即征即退', 'money', '万元'),
    numberColumn('corporateIncome', '企业所得税', 'money', '万元'),
    numberColumn('property', '房产税', 'money', '万元'),
    numberColumn('landUse', '城镇土地使用税', 'money', '万元'),
    numberColumn('other', '其他税费', 'money', '万元'),
    numberColumn('returned', '返还金额', 'money', '万元'),
  ],
};

/** The land-tax sources that taxpayers declared; areas in 亩, amounts in 元 (HANDOVER.md, `tax.land_sources`). */
export const taxLandSources: DatasetDefinition = {
  id: 'tax.land_sources',
  department: 'tax',
  title: '城镇土地使用税税源',
  columns: [
    { ...codeColumn('sourceId', '税源编号'), key: true },
    taxpayerIdColumn,
    nameColumn('纳税人名称', 'taxpayerName'),
    unitCodeColumn(false),
    areaColumn('occupiedArea', '占用土地面积', '㎡'),
    areaColumn('taxableArea', '应税土地面积', '㎡'),
    areaColumn('relievedArea', '减免税面积', '㎡'),
    textColumn('landClass', '土地等级'),
    numberColumn('rate', '税额标准', 'rate', '元/㎡'),
    dateColumn('startDate', '义务起始日期'),
    dateColumn('endDate', '义务终止日期'),
    numberColumn('annualTax', '年应纳税额', 'money', '元'),
    numberColumn('annualRelief', '年减免税额', 'money', '元'),
  ],
};
