import { creditCode, measure, year } from '../../handover/column.js';
import { dataset } from '../../handover/dataset.js';

/** What ran through the meters of one account in a year (HANDOVER.md, `utilities.annual`); its facts are sums over accounts. */
export const utilitiesAnnual = dataset({
  id: 'utilities.annual',
  department: 'utilities',
  title: '年度用电用水',
  updated: 'yearly',
  columns: {
    creditCode,
    account: { label: '户号', kind: 'code', key: true },
    year,
    electricity: {
      label: '用电量',
      aliases: ['年用电量', '全年用电量'],
      ...measure('electricity', '万kWh'),
      nonNegative: true,
      fact: true,
    },
    water: { label: '用水量', aliases: ['年用水量', '全年用水量'], ...measure('water', '吨'), nonNegative: true, fact: true },
  },
});
