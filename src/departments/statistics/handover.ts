import { creditCodeColumn, nameColumn, numberColumn, yearColumn } from '../../handover/column.js';
import type { DatasetDefinition } from '../../handover/dataset.js';

/** What an enterprise reported to the statistics bureau for a year (HANDOVER.md, `statistics.annual`). */
export const statisticsAnnual: DatasetDefinition = {
  id: 'statistics.annual',
  department: 'statistics',
  title: '工业企业年报',
  columns: [
    creditCodeColumn,
    nameColumn('单位名称'),
    yearColumn,
    { field: 'aboveScale', label: '规上', aliases: ['是否规上'], kind: 'boolean' },
    numberColumn('revenue', '营业收入', 'money', '万元'),
    numberColumn('valueAdded', '工业增加值', 'money', '万元'),
    numberColumn('rdExpense', '研发经费支出', 'money', '万元'),
    numberColumn('energy', '综合能耗等价值', 'energy', '吨标煤', true),
    numberColumn('energyCalorific', '综合能耗当量值', 'energy', '吨标煤', true),
  ],
};
